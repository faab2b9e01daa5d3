import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HintedRun, TaskPriority } from '@carillon/domain';
import { ageingStepMs, newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { Intake } from './intake.js';

const runsOf = (count: number, host = 'a:80'): HintedRun[] =>
  Array.from({ length: count }, () => ({ id: newId(), scheduledFor: '2026-03-01T12:00:00Z', host }));
const hint = (runs: HintedRun[], priority: TaskPriority = 'normal', waitedMs = 0) => ({
  runs,
  priority,
  waitingSinceMs: Date.now() - waitedMs,
});

describe('the intake', () => {
  let claims: HintedRun[][];
  let intake: Intake;
  let failure: Error | null;

  beforeEach(() => {
    claims = [];
    failure = null;
    intake = open(3);
  });
  afterEach(() => intake.close());

  const open = (concurrency: number): Intake =>
    new Intake({
      concurrency,
      hostConcurrency: null,
      claim(runs) {
        claims.push(runs);
        return failure === null ? Promise.resolve() : Promise.reject(failure);
      },
      onError: () => undefined,
    });
  const claimed = (): HintedRun[] => claims.flat();
  const claimedIds = (): string[] => claimed().map(({ id }) => id);
  const end = (run: HintedRun, answered = true): void => intake.done(run.host, { answered });

  test('claims no more runs than there are places, and the rest as places come free', async () => {
    const runs = runsOf(5);
    let isDone = false;
    const done = intake.takeHint(hint(runs)).then(() => (isDone = true));
    await until(() => claimed().length === 3, { what: 'three are claimed' });
    expect(intake).toMatchObject({ used: 3, free: 0 });
    expect(isDone).toBe(false);
    end(runs[0]!);
    end(runs[1]!);
    await done;
    expect(claimedIds()).toEqual(runs.map(({ id }) => id));
  });

  test('claims the runs of many small hints together', async () => {
    intake = open(50);
    await Promise.all(Array.from({ length: 20 }, () => intake.takeHint(hint(runsOf(1)))));
    expect(claims.map((runs) => runs.length)).toEqual([20]);
  });

  test('places that come free together are given away in one claim', async () => {
    const first = runsOf(3);
    await intake.takeHint(hint(first));
    const rest = intake.takeHint(hint(runsOf(3)));
    for (const run of first) end(run);
    await rest;
    expect(claims.map((runs) => runs.length)).toEqual([3, 3]);
  });

  test('gives each place to the highest class, and within a class to the one that waits longest', async () => {
    const [busy] = runsOf(1);
    intake = open(1);
    await intake.takeHint(hint([busy!]));
    const expected = [
      hint(runsOf(1), 'urgent'),
      hint(runsOf(1), 'high'),
      hint(runsOf(1), 'normal', 5_000),
      hint(runsOf(1), 'normal'),
      hint(runsOf(1), 'low', 5_000),
    ];
    const taken = [4, 3, 2, 0, 1].map((index) => intake.takeHint(expected[index]!));
    for (let count = 1; count <= expected.length; count += 1) {
      end(busy!);
      await until(() => claimed().length === count + 1, { what: `${count} of them are claimed` });
    }
    await Promise.all(taken);
    expect(claimedIds().slice(1)).toEqual(expected.map(({ runs }) => runs[0]!.id));
  });

  test('what has waited long enough goes before fresh urgent work', async () => {
    intake = open(1);
    await intake.takeHint(hint(runsOf(1)));
    const low = hint(runsOf(1), 'low', 4 * ageingStepMs);
    void intake.takeHint(hint(runsOf(1), 'urgent'));
    const lowDone = intake.takeHint(low);
    end(claimed()[0]!);
    await lowDone;
    expect(claimedIds()[1]).toBe(low.runs[0]!.id);
  });

  test('runs of a host without room step aside and are claimed when it has some, others go on', async () => {
    intake = open(20);
    const hanging = runsOf(30, 'hole:80');
    const prompt = runsOf(5, 'b:80');
    await intake.takeHint(hint([...hanging, ...prompt]));
    await until(() => claimedIds().includes(prompt[4]!.id), { what: 'the others are claimed' });
    expect(claimed().filter(({ host }) => host === 'hole:80')).toHaveLength(5);
    expect(intake.waitingIds).toHaveLength(25);
    let ended = 0;
    await until(
      () => {
        for (const run of claimed().slice(ended)) end(run);
        ended = claimed().length;
        return ended === 35;
      },
      { what: 'all are claimed' },
    );
    expect(intake.waitingIds).toEqual([]);
  });

  test('a hint of which nothing can be claimed at once is done, so that the next one can be looked at', async () => {
    intake = open(20);
    await intake.takeHint(hint([...runsOf(10, 'hole:80'), ...runsOf(1, 'b:80')]));
    await intake.takeHint(hint(runsOf(5, 'hole:80')));
    expect(intake.waitingIds).toHaveLength(10);
  });

  test('a claim that fails ends its hint', async () => {
    failure = new Error('away');
    await intake.takeHint(hint(runsOf(2)));
    expect(claims).toHaveLength(1);
  });

  test('sends everybody away once closed', async () => {
    await intake.takeHint(hint(runsOf(3)));
    const waiting = intake.takeHint(hint(runsOf(3)));
    intake.close();
    await waiting;
    await intake.takeHint(hint(runsOf(1)));
    expect(claims).toHaveLength(1);
  });
});
