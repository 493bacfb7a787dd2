import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { leadContext } from '../../lib/contract/context.ts';
import type { LeadEffect } from '../../lib/contract/policy.ts';
import { effectAsText, sumsAsText } from '../../lib/handoff/policy-report.ts';
import { defaultPolicy, defaultPolicyInput } from '../../lib/policy/default.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import type { PolicyInput } from '../../lib/policy/schema.ts';
import { storyEvents } from '../../test/demo/events.ts';
import { factsFrom, gatherFacts } from '../context/facts.ts';
import { common, event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { dryRun } from './dry-run.ts';
import { storedLeads } from './facts-of-many.ts';
import { policyText, policyVersions, readPolicy } from './versions.ts';

const { workspace, send, read, ask, pool, clock } = await fileApp();
let acme: TestWorkspace;

const demo = (userId: string, hour: string) => [
  event('track', { userId, event: 'Demo Requested', timestamp: `2026-06-15T${hour}:00.000Z`, properties: { title: 'Demo' } }),
  event('track', { userId, event: 'Lead Handed Off', timestamp: `2026-06-15T${hour}:30.000Z`, properties: { trigger: 'Demo' } }),
];
const policyWith = (change: Partial<PolicyInput>) => {
  const parsed = parsePolicy(JSON.stringify({ ...defaultPolicyInput, ...change }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
};
const { score, clocks, handoff, nextStep } = defaultPolicyInput;

beforeAll(async () => {
  acme = await workspace();
  await send(acme, [
    identify('ada', '1', { title: 'VP Sales', phone: '+1', company: 'Acme' }),
    ...demo('ada', '11:00'),
    identify('bo', '2', { title: 'Director of IT' }),
    event('page', { userId: 'bo', properties: { path: '/pricing', url: 'https://x.test/pricing', title: 'Pricing' } }),
    identify('cy', '3'),
    ...demo('cy', '11:10'),
  ]);
  const reply = await ask('POST', '/v1/dispositions', {
    token: acme.rep,
    body: { ...common(hubspot('3')), kind: 'reject', expected: 0, reason: 'no_budget', subReason: null, missing: [] },
  });
  expect(reply.status, reply.text).toBe(200);
});

const effects = async (change: Partial<PolicyInput>) => {
  const found = new Map<string | null, LeadEffect>();
  const run = await dryRun(pool, acme.id, policyWith(change), clock.now, (effect) => void found.set(effect.name, effect));
  return { ...run, ada: found.get('Person ada'), bo: found.get('Person bo'), found };
};

describe('a dry run', () => {
  test('of the policy that holds changes nothing, and leaves the decided lead out', async () => {
    const { sums, from, to } = await effects({});
    expect([sums.leads, sums.changed, sums.decided, from.version, to.version]).toEqual([2, 0, 1, 1, 2]);
    expect(sumsAsText(sums)).toEqual(['2 open leads, and nothing would change on any of them; 1 decided one is left out.']);
  });

  test('tells who crosses the threshold and who drops below it', async () => {
    const lower = await effects({ score: { ...score, threshold: 10 } });
    expect([lower.ada?.crosses, lower.bo?.crosses, lower.sums.above]).toEqual(['above', 'above', 2]);
    await setPolicy(pool, {
      workspaceId: acme.id,
      policyText: stringify({ ...defaultPolicyInput, score: { ...score, threshold: 10 } }),
    });
    const higher = await effects({});
    expect([higher.ada?.crosses, higher.bo?.crosses, higher.sums.below]).toEqual(['below', 'below', 2]);
    expect(effectAsText(higher.bo as LeadEffect)).toMatch(/^Person bo \(hubspot contact 2\): drops below the threshold of 60/);
    await setPolicy(pool, { workspaceId: acme.id, policyText: stringify(defaultPolicyInput) });
  });

  test('tells score shifts by lead and in sums', async () => {
    const rules = score.rules.map((rule) => (rule.id === 'demo_request' ? { ...rule, points: 20 } : rule));
    const { ada, bo, sums } = await effects({ score: { ...score, rules } });
    expect((ada?.score.after ?? 0) - (ada?.score.before ?? 0)).toBe(-10);
    expect(bo?.changed).toBe(false);
    expect(sums.score).toMatchObject({ down: 1, up: 0, same: 1, lowest: -10, mean: -5 });
  });

  test('tells which clocks become due earlier or later, and which are overdue at once', async () => {
    const inHours = (duration: string) => ({
      clocks: clocks.map((one) =>
        one.id === 'decision' ? { ...one, goals: one.goals.map((goal) => ({ ...goal, duration })) } : one,
      ),
    });
    const shorter = await effects(inHours('PT10M'));
    expect(shorter.ada?.clocks).toMatchObject([
      { id: 'decision', change: 'moved', breaches: true, movedMs: -(24 * 60 - 10) * 60_000 },
    ]);
    expect(shorter.sums.clocks.decision).toMatchObject({ earlier: 1, breaches: 1, later: 0 });
    const longer = await effects(inHours('PT48H'));
    expect(longer.sums.clocks.decision).toMatchObject({ earlier: 0, breaches: 0, later: 1 });
    const gone = await effects({ clocks: clocks.filter((one) => one.id !== 'decision') });
    expect(gone.ada?.clocks).toMatchObject([{ id: 'decision', change: 'gone' }]);
  });

  test('tells next steps that become others', async () => {
    const { ada, sums } = await effects({ nextStep: { ...nextStep, off: ['hot_request'] } });
    expect(ada?.step?.before?.id).toBe('hot_request');
    expect(sums.steps).toEqual([{ from: 'hot_request', to: ada?.step?.after?.id.split(':')[0], leads: 1 }]);
  });

  test('tells handoff fields newly missing, apart for leads whose handoff keeps its policy', async () => {
    const fields = [...handoff.fields, { id: 'revenue', label: 'Revenue', tier: 'block', fix: 'Send it.' } as const];
    const { ada, bo, sums } = await effects({ handoff: { ...handoff, fields } });
    expect([ada?.missing, ada?.handedOver, bo?.missing, bo?.handedOver]).toEqual([['Revenue'], true, ['Revenue'], false]);
    expect(sums.missing).toEqual({ Revenue: { toCome: 1, handedOver: 1 } });
    expect(sumsAsText(sums).join('\n')).toContain('Revenue: 1 lead before handoff, and 1 handed over already');
  });

  test('writes nothing', async () => {
    const stored = async () => (await pool.query('select version, refresh_at from contexts order by lead_id')).rows;
    const before = await stored();
    await effects({ score: { ...score, threshold: 10 } });
    expect(await stored()).toEqual(before);
  });
});

test('leads gathered together are the leads gathered one by one', async () => {
  const many = await workspace('Many');
  await send(many, storyEvents(clock.now));
  const [together, alone] = await inWorkspace(pool, many.id, async (db) => {
    const leads = await storedLeads(db, many.id, null, 100, clock.now);
    const each = [];
    for (const { leadId } of leads) each.push(await gatherFacts(db, many.id, leadId, defaultPolicy));
    return [leads.map((lead) => factsFrom(lead.leadId, lead.row, lead.touches, defaultPolicy)), each];
  });
  expect(together.length).toBe(12);
  // The last column of a gathered touch says whose it is; the rules never see it.
  expect(together).toEqual(alone);
});

describe('versions', () => {
  test('a handoff is judged by the policy it was made under, a new one by the new', async () => {
    const other = await workspace('Other');
    await send(other, [identify('dee', '9'), ...demo('dee', '11:00'), identify('eve', '8')]);
    const fields = handoff.fields.filter((field) => field.id !== 'industry');
    const { version } = await setPolicy(pool, {
      workspaceId: other.id,
      policyText: stringify({ ...defaultPolicyInput, name: 'Second', handoff: { ...handoff, fields } }),
    });
    const judged = async (id: string) => {
      const { handoff: found } = leadContext.parse((await read(other, hubspot(id))).body);
      return [found.policyVersion, found.fields.some((field) => field.id === 'industry')];
    };
    expect(version).toBe(2);
    expect(await judged('9')).toEqual([1, true]);
    expect(await judged('8')).toEqual([2, false]);
    expect(await policyVersions(pool, other.id)).toMatchObject([
      { version: 2, name: 'Second', handoffs: 0 },
      { version: 1, name: 'B2B SaaS default', handoffs: 1 },
    ]);
    expect((await policyText(pool, other.id, 1))?.text).toBe(stringify(defaultPolicyInput));
    expect(await policyText(pool, other.id, 7)).toBeNull();
  });

  test('a bad file is refused with the file, the line and the path', async () => {
    const text = stringify(defaultPolicyInput).replace('threshold: 60', 'threshold: high');
    await expect(readPolicy(text, 'p.yaml')).rejects.toThrow(
      /\np\.yaml:\d+: score\.threshold: Write a number here, not a text\./,
    );
  });

  test('a stored text past the limits of a new one is followed, and refused when it is handed in', async () => {
    const old = await workspace('Old');
    const within = { had: { event: 'touch' as const }, within: 'P99999999999999999999D' };
    const text = stringify({
      ...defaultPolicyInput,
      shelfLives: { ...defaultPolicyInput.shelfLives, name: 'P36500D', title: 'P999999999D' },
      clocks: clocks.map((clock) => ({
        ...clock,
        goals: [
          { name: 'After a touch', when: [within, { while: 'no_owner' as const }], duration: 'P522W', calendar: 'always' },
          { name: 'Any', when: [], duration: 'P99999999999W', calendar: 'business' },
        ],
      })),
      nextStep: { ...nextStep, hotFor: 'P999999999D', quietAfter: 'P999999999D', answerWithin: 'P999999999D' },
    });
    await pool.query('insert into policies (workspace_id, version, text) values ($1, 2, $2)', [old.id, text]);
    await send(old, [identify('fay', '7', { title: 'VP Sales', company: 'Acme' }), ...demo('fay', '11:00')]);
    const reply = await read(old, hubspot('7'));
    expect(reply.status, reply.text).toBe(200);
    const { handoff: found, clocks: running, who } = leadContext.parse(reply.body);
    expect([found.policyVersion, running.length > 0, who.name?.staleAt]).toEqual([2, true, '2126-05-22T11:00:00.000Z']);
    await expect(setPolicy(pool, { workspaceId: old.id, policyText: text, from: 2 })).rejects.toThrow(
      /shelfLives\.name: Write P3650D, ten years, or less\./,
    );
    for (const path of ['/v1/policy/check', '/v1/policy/dry-run']) {
      const { text: said } = await ask('POST', path, { token: old.admin, body: { text } });
      expect(said, path).toContain('Write P3650D, ten years, or less.');
    }
  });
});
