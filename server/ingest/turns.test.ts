import { expect, test } from 'vitest';
import { turnsFor } from './turns.ts';

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('some at once, the rest in the order asked, and no more than can wait', async () => {
  const turns = turnsFor(5);
  const begun: number[] = [];
  const gates = Array.from({ length: 22 }, gate);
  const all = gates.map(({ opened }, at) =>
    turns.run(async () => {
      begun.push(at);
      await opened;
      return at;
    }),
  );
  expect(begun).toEqual([0, 1]);
  expect(() => turns.refuseWhenFull()).toThrow('More events come in');
  await expect(turns.run(async () => 0)).rejects.toMatchObject({ code: 'rate_limited', details: { retryAfter: 1 } });
  gates[1]?.open();
  await all[1];
  turns.refuseWhenFull();
  expect(begun).toEqual([0, 1, 2]);
  for (const { open } of gates) open();
  expect(await Promise.all(all)).toEqual(gates.map((_, at) => at));
  expect(begun).toEqual(gates.map((_, at) => at));
});

test('work that fails hands its turn on', async () => {
  const turns = turnsFor(1);
  const failing = turns.run(() => Promise.reject(new Error('gone')));
  const next = turns.run(async () => 'next');
  await expect(failing).rejects.toThrow('gone');
  expect(await next).toBe('next');
  expect(await turns.run(async () => 'later')).toBe('later');
});
