import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import fc from 'fast-check';
import { ensurePartitions } from './partitions.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertTask } from './testing/index.js';
import type { Stage } from './testing/run-model/action.js';
import type { Model, ModelTask, TaskTraits } from './testing/run-model/model.js';
import { recordMoves } from './testing/run-model/snapshot.js';
import type { StepPlan } from './testing/run-model/plans.js';
import { describePlan } from './testing/run-model/plans.js';
import { race, takeStep } from './testing/run-model/steps.js';
import { farInstant } from './testing/run-model/publish-actions.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const numRuns = Number(process.env.CARILLON_TEST_MODEL_RUNS ?? 150);
const limitMs = 60_000 + numRuns * 500;

/** February 29: no instant of it comes while a test runs, so the test decides which instants there are. */
const rareSchedule = '0 0 29 2 *';

const places = ['free', 'free', 'lane of one', 'lane of one', 'lane of two', 'own'] as const;

const traits = fc.tuple(
  ...places.map((place) =>
    fc.record<TaskTraits>({
      place: fc.constant(place),
      plan: fc.constantFrom('recurring', 'recurring', 'once', 'none'),
      overlapPolicy: place === 'own' ? fc.constant('queue') : fc.constantFrom('allow', 'skip'),
      onFailure: fc.constantFrom('stop', 'continue'),
      atMostOnce: fc.boolean(),
      maxRetry: fc.nat(2),
      priority: fc.constantFrom('urgent', 'normal', 'low'),
    }),
  ),
);

/** How often each kind of step is taken. */
const weights: Record<StepPlan['kind'], number> = {
  publish: 7,
  start: 4,
  retry: 2,
  claim: 9,
  'claim in vain': 2,
  finish: 7,
  'finish of any attempt': 6,
  'receiver takes on': 5,
  'receiver reports': 7,
  'receivers are given up': 4,
  renew: 2,
  rescue: 5,
  admit: 6,
  'cancel a run': 2,
  'cancel a task': 1,
  pause: 1,
  resume: 2,
  remove: 1,
  hint: 2,
  'worker falls silent': 2,
  'worker is back': 2,
  'lease ends': 3,
  'time passes': 4,
  'lane is paused or opened': 1,
  'overlapping admissions': 3,
  overtaken: 4,
};

const stepPlan = fc.record<StepPlan>({
  kind: fc.oneof(
    ...Object.entries(weights).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as StepPlan['kind']),
    })),
  ),
  picks: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7)),
});

/** Each of these does one thing to one run or task, and so is done at one moment. */
const racingKinds: StepPlan['kind'][] = [
  'claim',
  'finish',
  'rescue',
  'cancel a run',
  'cancel a task',
  'admit',
  'start',
];
racingKinds.push(
  'publish',
  'renew',
  'pause',
  'resume',
  'remove',
  'retry',
  'finish of any attempt',
  'claim in vain',
);
racingKinds.push('receiver takes on', 'receiver reports', 'receivers are given up');

const racingPlan = fc.record<StepPlan>({
  kind: fc.constantFrom(...racingKinds),
  // A middle number that is no multiple of three keeps claims and outcomes to one run.
  picks: fc.tuple(fc.nat(7), fc.constantFrom(1, 2, 4, 5), fc.nat(2)),
});

interface Real extends Stage {
  /** What was done, for the report of a failure. */
  trace: string[];
}

class Step implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly plans: StepPlan[]) {}

  check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    try {
      const isTaken =
        this.plans.length === 1
          ? await takeStep(real, model, this.plans[0]!)
          : await race(real, model, this.plans);
      if (isTaken) real.trace.push(this.toString());
    } catch (fault) {
      const story = [...real.trace, `${this.toString()} <- here`];
      throw new Error(
        `${(fault as Error).message}\nThe story:\n${story.map((line, index) => `  ${index + 1}. ${line}`).join('\n')}`,
        { cause: fault },
      );
    }
  }

  toString(): string {
    return this.plans.map(describePlan).join(' while ');
  }
}

const commands = fc.commands(
  [
    fc.oneof(
      { weight: 5, arbitrary: stepPlan.map((plan) => new Step([plan])) },
      {
        weight: 1,
        arbitrary: fc.array(racingPlan, { minLength: 2, maxLength: 3 }).map((plans) => new Step(plans)),
      },
    ),
  ],
  { maxCommands: 40, size: 'max' },
);

describeWithPostgres('the life of runs, tasks and lanes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await ensurePartitions(database.pool, Date.now() - 86_400_000, Date.now() + 86_400_000);
    await recordMoves(database.pool);
  });
  afterAll(() => database.drop());

  async function setStage(chosen: TaskTraits[]): Promise<{ model: Model; real: Real }> {
    const { pool } = database;
    const workerIds = [newId(), newId(), newId()];
    const [one, two] = [newId(), newId()];
    await pool.query(
      `insert into workers (id, kind, host, pid, version)
       select id, 'listener', 'test', 1, '0' from unnest($1::uuid[]) as u(id)`,
      [workerIds],
    );
    await pool.query('insert into lanes (name, concurrency_limit) values ($1, 1), ($2, 2)', [one, two]);
    const lanes = { free: null, 'lane of one': one, 'lane of two': two, own: null };
    const tasks: ModelTask[] = [];
    for (const trait of chosen) {
      const { id } = await insertTask(pool, {
        ...{ maxRetry: trait.maxRetry, priority: trait.priority, atMostOnce: trait.atMostOnce },
        ...{ onFailure: trait.onFailure, overlapPolicy: trait.overlapPolicy },
        ...{ backoffBaseMs: 3_600_000, backoffMaxMs: 3_600_000, lane: lanes[trait.place] },
        taskSchedule: trait.plan === 'recurring' ? rareSchedule : null,
        runAt: trait.plan === 'once' ? farInstant : null,
        nextRunAt: trait.plan === 'none' ? null : farInstant,
      });
      tasks.push({
        ...trait,
        id,
        lane: trait.place === 'own' ? id : lanes[trait.place],
        taskStatus: 'ready',
        activeRuns: 0,
        next: trait.plan === 'none' ? 'none' : 'far',
        isDeleted: false,
      });
    }
    const namedLanes = [one, two].map((name, index) => ({ name, limit: index + 1, isPaused: false }));
    return {
      model: { tasks, runs: [], attempts: [], lanes: namedLanes, silentWorkers: [] },
      real: { pool, workerIds, baseMs: Date.now() - 3_615_000, trace: [] },
    };
  }

  async function clearStage({ tasks, lanes }: Model, { pool, workerIds }: Real): Promise<void> {
    await pool.query('delete from tasks where id = any($1)', [tasks.map(({ id }) => id)]);
    await pool.query('delete from lanes where name = any($1)', [lanes.map(({ name }) => name)]);
    await pool.query('delete from workers where id = any($1)', [workerIds]);
    await pool.query('truncate run_moves');
  }

  test(
    `is what the model of it says, whatever happens in whatever order (${numRuns} stories)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(traits, commands, async (chosen, steps) => {
          const { model, real } = await setStage(chosen);
          try {
            await fc.asyncModelRun(() => ({ model, real }), steps);
          } finally {
            await clearStage(model, real);
          }
        }),
        // Making a counterexample small takes long; the report has to come before the test's own time is up.
        { numRuns, interruptAfterTimeLimit: limitMs, markInterruptAsFailure: true },
      );
    },
    limitMs + 30_000,
  );
});
