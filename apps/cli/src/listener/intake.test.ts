import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HintedRun, TaskPriority } from '@carillon/domain';
import { ageingStepMs, newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { Admission } from './host-gate.js';
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
  let deferred: HintedRun[];
  let settleDeferral: (() => void) | null;
  const admissions = new Map<string, Admission>();
  let probes: string[];

  beforeEach(() => {
    claims = [];
    deferred = [];
    settleDeferral = null;
    admissions.clear();
    probes = [];
    failure = null;
    intake = open(3);
  });
  afterEach(() => intake.close());

  const open = (concurrency: number): Intake =>
    new Intake({
      concurrency,
      hostConcurrency: null,
      gate: {
        admits: (host) => admissions.get(host) ?? 'go',
        begin(host, runId) {
          probes.push(runId);
          admissions.set(host, 'wait');
        },
      },
      defer(runs) {
        deferred.push(...runs);
        return new Promise((resolve) => (settleDeferral = resolve));
      },
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

  test('runs of a host that is left alone are put off and take no place, and others go on', async () => {
    intake = open(20);
    admissions.set('hole:80', 'later');
    const blocked = runsOf(10, 'hole:80');
    const prompt = runsOf(3, 'b:80');
    let isDone = false;
    const done = intake.takeHint(hint([...blocked, ...prompt])).then(() => (isDone = true));
    await until(() => claimed().length === 3, { what: 'the others are claimed' });
    expect(claimed()).toEqual(prompt);
    expect(deferred).toEqual(blocked);
    expect(intake.waitingIds).toEqual([]);
    expect(isDone).toBe(false);
    settleDeferral!();
    await done;
  });

  test('of a host that is to be probed one run is claimed, and the others wait', async () => {
    admissions.set('hole:80', 'probe');
    const runs = runsOf(10, 'hole:80');
    await intake.takeHint(hint(runs));
    expect(claimed()).toEqual([runs[0]]);
    expect(probes).toEqual([runs[0]!.id]);
    expect(intake.waitingIds).toHaveLength(9);
  });

  test('a probe begins although attempts from before hang at the host', async () => {
    intake = open(10);
    await intake.takeHint(hint([...runsOf(1, 'b:80'), ...runsOf(9, 'hole:80')]));
    const hanging = claims.flat().filter(({ host }) => host === 'hole:80').length;
    admissions.set('hole:80', 'probe');
    intake.reconsider();
    await until(() => probes.length === 1, { what: 'the probe has begun' });
    expect(claimed().filter(({ host }) => host === 'hole:80')).toHaveLength(hanging + 1);
  });

  test('what waits for its host is put off when the host is left alone, and claimed when it is back', async () => {
    admissions.set('hole:80', 'wait');
    await intake.takeHint(hint(runsOf(2, 'hole:80')));
    admissions.set('b:80', 'wait');
    await intake.takeHint(hint(runsOf(1, 'b:80')));
    expect(claimed()).toEqual([]);
    admissions.set('hole:80', 'later');
    admissions.set('b:80', 'go');
    intake.reconsider();
    await until(() => claimed().length === 1, { what: 'the one whose host is back is claimed' });
    expect(deferred.map(({ host }) => host)).toEqual(['hole:80', 'hole:80']);
    expect(intake.waitingIds).toEqual([]);
  });

  test('a host that is back is asked by one attempt first, and by more with every answer', async () => {
    intake = open(20);
    intake.easeIn('hole:80');
    await intake.takeHint(hint(runsOf(20, 'hole:80')));
    const rounds: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const before = claims.flat().length;
      rounds.push(before - rounds.reduce((sum, count) => sum + count, 0));
      for (const run of claims.flat().slice(before - rounds.at(-1)!)) end(run);
      await until(() => intake.waitingIds.length === 0 || claims.flat().length > before, { what: 'more' });
    }
    expect(rounds).toEqual([1, 2, 4, 8]);
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
