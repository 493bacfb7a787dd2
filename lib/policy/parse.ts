import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml';
import type * as z from 'zod';
import type { PolicyProblem } from '../contract/policy.ts';
import { limitProblems } from './limits.ts';
import { sentenceFor } from './problem-sentence.ts';
import { type Policy, policySchema } from './schema.ts';

export type ParsedPolicy = { ok: true; policy: Policy } | { ok: false; problems: PolicyProblem[] };

/** A policy is a page or two; a file past this is a mistake or an attack. */
const maxCharacters = 1_000_000;
const maxProblems = 100;
/** One fault of the notation makes many behind it. */
const maxFaults = 10;

/** Reads a policy that is handed in: what `parsePolicy` finds, and what only one that holds already may say. */
export function parseNewPolicy(text: string): ParsedPolicy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return parsed;
  const problems = limitProblems(parsed.policy);
  return problems.length === 0 ? parsed : refuse(located(text, problems));
}

/** Problems of a policy that can be read, each with the line it stands on. */
export function located(text: string, problems: readonly { path: PropertyKey[]; message: string }[]): PolicyProblem[] {
  const lines = new LineCounter();
  const root = parseDocument(text, { lineCounter: lines }).contents;
  return problems.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    line: root ? Math.max(1, lines.linePos(offsetOf(root, path)).line) : 1,
    message,
  }));
}

/** Reads a policy written as YAML or JSON, as every version that was signed off can be read. Never throws: every problem comes back with its path, its line and what to do. */
export function parsePolicy(text: string): ParsedPolicy {
  if (text.length > maxCharacters)
    return refuse([{ path: '', line: 1, message: 'The file is longer than 1,000,000 characters. Give one policy only.' }]);
  const lines = new LineCounter();
  const tree = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  if (tree.errors.length > 0)
    return refuse(
      tree.errors.slice(0, maxFaults).map((error) => ({
        path: pathAt(tree.contents, error.pos[0]),
        line: lineAt(error.pos[0]),
        message: syntaxSentence(error),
      })),
    );
  if (!isMap(tree.contents))
    return refuse([
      { path: '', line: 1, message: 'A policy is a map of its parts: start with "name:", or copy the default policy.' },
    ]);
  const lost = unanchored(tree);
  if (lost.length > 0)
    return refuse(lost.map((offset) => ({ path: pathAt(tree.contents, offset), line: lineAt(offset), message: noAnchor })));
  const data = toData(tree);
  if (!data.ok) return refuse([{ path: '', line: 1, message: data.message }]);
  const result = policySchema.safeParse(data.value);
  if (result.success) return { ok: true, policy: result.data };
  const root: ParsedNode = tree.contents;
  const problems = result.error.issues.flatMap(flatten).map((issue) => ({
    path: issue.path.map(String).join('.'),
    line: lineAt(offsetOf(root, issue.path)),
    message: sentenceFor(issue),
  }));
  const first = problems.filter((problem, index) => problems.findIndex((other) => other.path === problem.path) === index);
  return refuse(first.sort((a, b) => a.line - b.line));
}

const refuse = (problems: PolicyProblem[]): ParsedPolicy => ({ ok: false, problems: problems.slice(0, maxProblems) });

const noAnchor = 'This alias has no anchor before it: write the part out.';

/** Where aliases stand that nothing was named for. */
function unanchored(tree: Document.Parsed): number[] {
  const offsets: number[] = [];
  let looked = 0;
  visit(tree, {
    Alias(_key, alias) {
      // Each look walks the file, so a file of nothing but aliases is left to the library's own limit.
      looked += 1;
      if (looked > 500) return visit.BREAK;
      if (alias.resolve(tree) === undefined) offsets.push(alias.range?.[0] ?? 0);
      return undefined;
    },
  });
  return offsets;
}

const remedies: Partial<Record<string, string>> = {
  DUPLICATE_KEY: 'This name stands here twice: take one of the two out.',
  TAB_AS_INDENT: 'YAML is indented with spaces: put spaces in place of the tab.',
  MULTIPLE_DOCS: 'There is more than one document in the file: take out the line "---" and what does not belong.',
};

/** A fault of the notation, in the reader's words, and what to do about it. */
function syntaxSentence({ code, message }: { code: string; message: string }): string {
  const told = (message.split('\n')[0] ?? message).replace(/\.$/, '');
  return remedies[code] ?? `This is neither YAML nor JSON (${told}): correct this line or the one before it.`;
}

/** The nearest part of the policy before a place in the text, for faults of the notation that belong to no value. */
function pathAt(root: unknown, offset: number): string {
  const path: string[] = [];
  let node = root;
  while (isMap(node) || isSeq(node)) {
    const starts = node.items.map((item) => startOf(isPair(item) ? item.key : item));
    const index = starts.findLastIndex((start) => start !== null && start <= offset);
    const item = node.items[index];
    if (item === undefined) break;
    const name = isPair(item) ? String(isScalar(item.key) ? item.key.value : item.key) : String(index);
    // Prose that was taken for a name is no part of a policy.
    if (name.length > 60 || name.includes('\n')) break;
    path.push(name);
    node = isPair(item) ? item.value : item;
  }
  return path.join('.');
}

const startOf = (node: unknown): number | null => (isNode(node) ? (node.range?.[0] ?? null) : null);

/** Aliases are expanded by the library up to a limit, past which it throws: a small file can stand for a huge one. */
function toData(tree: { toJS: () => unknown }): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: tree.toJS() };
  } catch {
    return { ok: false, message: 'The file repeats itself through too many aliases. Write the parts out.' };
  }
}

type Issue = z.core.$ZodIssue;

/** One problem for each unknown key, at that key; a failed union is told by the branch that went furthest. */
function flatten(issue: Issue): Issue[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ ...issue, keys: [key], path: [...issue.path, key] }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = [...issue.errors].sort((a, b) => deepest(b) - deepest(a) || a.length - b.length);
    return (branches[0] ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flatten);
  }
  return [issue];
}

const deepest = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));

/** Where a path stands in the text: its own key or item, else the nearest parent that is there. */
function offsetOf(root: ParsedNode, path: readonly PropertyKey[]): number {
  let node: ParsedNode | null = root;
  let offset = root.range[0];
  for (const step of path) {
    if (!node || !('items' in node)) break;
    if (isMap(node)) {
      const pair: { key: ParsedNode; value: ParsedNode | null } | undefined = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (!pair) break;
      offset = pair.key.range[0];
      node = pair.value;
    } else {
      const item: unknown = node.items[Number(step)];
      if (!isNode(item) || !item.range) break;
      node = item as ParsedNode;
      offset = item.range[0];
    }
  }
  return offset;
}
