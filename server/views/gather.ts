/** Answers many questions of one workspace at once, in their order. */
export type Together<Ask, Got> = (workspaceId: string, asks: readonly Ask[]) => Promise<readonly Got[]>;

type Waiting<Ask, Got> = { ask: Ask; got: (got: Got) => void; failed: (error: unknown) => void };
type Turn<Ask, Got> = { waiting: Waiting<Ask, Got>[]; underWay: number; due: boolean };

/**
 * Gathers what is asked of one workspace in one turn of the event loop. While `depth` batches are under way what is asked later
 * gathers for the next: a busy moment costs few transactions for many questions, a quiet one waits for its own alone. A batch has up to
 * `few` questions, so that the answers of one are written while the next is read; more, up to `most`, where many wait.
 * A batch that fails fails for all who are in it. `quiet` resolves when nothing is under way.
 */
export function gathering<Ask, Got>(
  together: Together<Ask, Got>,
  { few, most, depth }: { few: number; most: number; depth: number },
) {
  const turns = new Map<string, Turn<Ask, Got>>();
  let open = 0;
  let idle: (() => void) | undefined;

  const send = async (workspaceId: string, turn: Turn<Ask, Got>, batch: readonly Waiting<Ask, Got>[]) => {
    turn.underWay += 1;
    try {
      const answers = await together(
        workspaceId,
        batch.map(({ ask }) => ask),
      );
      batch.forEach(({ got }, index) => {
        got(answers[index] as Got);
      });
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
    turn.underWay -= 1;
    open -= batch.length;
    go(workspaceId, turn);
    if (open === 0) idle?.();
  };

  const go = (workspaceId: string, turn: Turn<Ask, Got>) => {
    while (turn.waiting.length > 0 && turn.underWay < depth) {
      const size = Math.min(most, Math.max(few, Math.ceil(turn.waiting.length / depth)));
      void send(workspaceId, turn, turn.waiting.splice(0, size));
    }
  };

  const ask = (workspaceId: string, one: Ask): Promise<Got> => {
    let turn = turns.get(workspaceId);
    if (turn === undefined) {
      turn = { waiting: [], underWay: 0, due: false };
      turns.set(workspaceId, turn);
    }
    const mine = turn;
    open += 1;
    if (!mine.due) {
      mine.due = true;
      setImmediate(() => {
        mine.due = false;
        go(workspaceId, mine);
      });
    }
    return new Promise<Got>((got, failed) => {
      mine.waiting.push({ ask: one, got, failed });
    });
  };
  const quiet = async () => {
    if (open > 0)
      await new Promise<void>((resolve) => {
        idle = resolve;
      });
  };
  return { ask, quiet };
}
