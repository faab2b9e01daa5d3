import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Edit {
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  replace: string;
}

/** A guard taken away, and the rows that have to notice. */
interface Mutation {
  guard: string;
  rows: number[];
  backend: 'redis' | 'postgresql';
  edits: Edit[];
}

const claim = 'packages/db/src/claim.queries.ts';
const rescuer = 'apps/cli/src/publisher/rescuer.ts';

const mutations: Mutation[] = [
  {
    guard: 'one run for an instant: unique key, derived run id, and the lock on due tasks',
    rows: [1, 3, 9, 47],
    backend: 'redis',
    edits: [
      {
        file: 'db/migrations/20261123000002_runs_and_logs.sql',
        find: '  constraint task_runs_instant_key unique (task_id, scheduled_for, trigger_key),\n',
        replace: '',
      },
      {
        file: 'packages/domain/src/id.ts',
        find: '  const bytes = hash(',
        replace: '  if (Date.now() > 0) return newId();\n  const bytes = hash(',
      },
      {
        file: 'packages/db/src/publish.queries.ts',
        find: ' for no key update skip locked',
        replace: '',
      },
    ],
  },
  {
    guard: 'the states from which a run may be claimed, with the trigger behind it',
    rows: [8, 31],
    backend: 'redis',
    edits: [
      { file: claim, find: `      and r.run_status in ('pending', 'retrying') and`, replace: '      and' },
      {
        file: 'db/migrations/20261124000002_cheap_guards.sql',
        find: 'when (old.run_status is distinct from new.run_status and not (case',
        replace: 'when (false and not (case',
      },
    ],
  },
  {
    guard: 'the fence of a finish',
    rows: [13, 14],
    backend: 'redis',
    edits: [
      {
        file: 'packages/db/src/finish.queries.ts',
        find: ' and r.fence = x.fence',
        replace: '',
      },
    ],
  },
  {
    guard: 'the sweep of lost runs',
    rows: [5, 6, 7],
    backend: 'redis',
    edits: [
      {
        file: rescuer,
        find: 'if (Date.now() >= this.#trustHeartbeatsFrom) await this.#takeBackLostRuns();',
        replace: 'if (Date.now() < 0) await this.#takeBackLostRuns();',
      },
    ],
  },
  {
    guard: 'the repetition of lost hints, and the claims without hints behind it',
    rows: [2, 17],
    backend: 'redis',
    edits: [
      {
        file: rescuer,
        find: '    await this.#repeatLostHints();\n',
        replace: '    if (Date.now() < 0) await this.#repeatLostHints();\n',
      },
      {
        file: 'apps/cli/src/listener/direct-claims.ts',
        find: 'if (this.intake.free === 0 || this.intake.silentMs < quietMs) return',
        replace: 'if (Date.now() > 0 || this.intake.silentMs < quietMs) return',
      },
    ],
  },
  {
    guard: 'no claim before next_attempt_at',
    rows: [32],
    backend: 'redis',
    edits: [{ file: claim, find: ' and r.next_attempt_at <= now()', replace: '' }],
  },
  {
    guard: 'the absolute deadline of an attempt',
    rows: [59],
    backend: 'redis',
    edits: [
      {
        file: 'packages/delivery/src/attempt.ts',
        find: 'this.#timer = setTimeout(this.#onDeadline, timeoutMs);',
        replace: 'this.#timer = setTimeout(this.#onDeadline, timeoutMs + 1e6);',
      },
    ],
  },
  {
    guard: 'the log row before the socket opens',
    rows: [34],
    backend: 'redis',
    edits: [
      {
        file: claim,
        find: `'running', retry_count, $4 from claimed\n`,
        replace: `'running', retry_count, $4 from claimed where false\n`,
      },
    ],
  },
  {
    guard: 'the next instant computed from the instant, not from now',
    rows: [4, 51],
    backend: 'redis',
    edits: [
      {
        file: 'packages/domain/src/publish-plan.ts',
        find: '  const firstMs = firstInstant(task, task.schedule);\n',
        replace: '  const firstMs = firstInstant({ ...task, nextRunAtMs: nowMs - 1_000 }, task.schedule);\n',
      },
    ],
  },
  {
    guard: 'the clock of the database',
    rows: [50],
    backend: 'redis',
    edits: [
      {
        file: 'apps/cli/src/publisher/publish-due-tasks.ts',
        find: 'planPublish(toPlannable(task), task.nowMs,',
        replace: 'planPublish(toPlannable(task), Date.now(),',
      },
    ],
  },
  {
    guard: 'the look at the identity of the queue’s server',
    rows: [18],
    backend: 'redis',
    edits: [
      {
        file: rescuer,
        find: 'const queueWasLost = await this.#queueWasLost();',
        replace: 'const queueWasLost = Date.now() < 0 && (await this.#queueWasLost());',
      },
    ],
  },
];

/** Takes each guard away in a copy of the project, and runs its rows there. @returns 0 when every row noticed */
export async function runMutations(seed: number, only: number[] | undefined): Promise<number> {
  let unnoticed = 0;
  for (const [index, mutation] of mutations.entries()) {
    if (only !== undefined && !only.includes(index + 1)) continue;
    process.stdout.write(`${index + 1}. Without ${mutation.guard}:\n`);
    const folder = await copyProject();
    try {
      await apply(mutation.edits, folder);
      await run(folder, ['scripts/build.mjs'], {});
      for (const row of mutation.rows) {
        const args = [
          '--rows',
          String(row),
          '--backend',
          mutation.backend,
          '--short',
          '--seed',
          String(seed),
        ];
        const { code, output } = await run(folder, ['scripts/faults-prepared.mjs', ...args], {
          CARILLON_TEST_RUN: `mutation_${process.pid}_${index}`,
        });
        const verdict = output.includes('\nFAIL ') ? 'red' : code === 0 ? 'GREEN' : 'did not run';
        if (verdict !== 'red') unnoticed += 1;
        const reason =
          /\nFAIL [^\n]*\n\s*([^\n]*)/.exec(output)?.[1] ?? (verdict === 'GREEN' ? '' : output.slice(-300));
        process.stdout.write(`   row ${row}: ${verdict} ${reason.slice(0, 160)}\n`);
      }
    } catch (error) {
      unnoticed += 1;
      process.stdout.write(`   ${(error as Error).message}\n`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  process.stdout.write(unnoticed === 0 ? 'Every row noticed.\n' : `${unnoticed} did not notice.\n`);
  return unnoticed === 0 ? 0 : 1;
}

/** All but what is large and the same: the dependencies are linked, the build is brought up to date. */
async function copyProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-mutation-'));
  const left = new Set(['.git', '.carillon', 'coverage']);
  await cp(root, folder, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    filter: (source) => !left.has(basename(source)) && source !== join(root, 'node_modules'),
  });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function apply(edits: Edit[], folder: string): Promise<void> {
  for (const { file, find, replace } of edits) {
    const text = await readFile(join(folder, file), 'utf8');
    const places = text.split(find).length - 1;
    if (places !== 1) throw new Error(`${file} holds ${places} times what is to be replaced: ${find.trim()}`);
    await writeFile(
      join(folder, file),
      text.replace(find, () => replace),
    );
  }
}

async function run(folder: string, args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '\n';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
