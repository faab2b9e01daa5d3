import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import type { ChildSpec, SupervisorOptions } from './supervisor.js';
import { Supervisor } from './supervisor.js';

let folder: string;
let lines: string[];
let supervisor: Supervisor | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-supervisor-'));
  lines = [];
  supervisor = null;
});

afterEach(async () => {
  await supervisor?.kill();
  await rm(folder, { recursive: true, force: true });
});

const ready = `process.send({ type: 'ready' }); setInterval(() => {}, 1000);`;

async function child(name: string, source: string, overrides: Partial<ChildSpec> = {}): Promise<ChildSpec> {
  const script = join(folder, `${name}.cjs`);
  await writeFile(script, source);
  return {
    name,
    script,
    env: {},
    readyTimeoutMs: 10_000,
    colour: (text) => text,
    order: 0,
    patienceMs: 5_000,
    ...overrides,
  };
}

function supervise(children: ChildSpec[], options: Partial<SupervisorOptions> = {}): Supervisor {
  supervisor = new Supervisor({
    children,
    onLine: (line) => lines.push(line),
    restartDelays: { firstMs: 50, maxMs: 150, resetAfterMs: 30_000 },
    ...options,
  });
  return supervisor;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('the start is over when every child has said that it is ready', async () => {
  const gate = join(folder, 'gate');
  const late = await child(
    'late',
    `const timer = setInterval(() => require('fs').existsSync(${JSON.stringify(gate)}) && process.send({ type: 'ready' }), 10);`,
  );
  const both = supervise([await child('early', `console.log('up');${ready}`), late]);
  let isReady = false;
  const started = both.start().then(() => (isReady = true));
  await until(() => lines.includes('early | up'), { what: 'the early child is up' });
  expect(isReady).toBe(false);
  await writeFile(gate, '');
  await started;
});

test('each line carries the padded name of its child, however its bytes arrive', async () => {
  const bytes = `[...Buffer.from('grüße von der glocke\\nohne ende')]`;
  const one = await child(
    'one',
    `const bytes = ${bytes};
     const next = () => bytes.length ? process.stdout.write(Buffer.from([bytes.shift()]), next) : process.send({ type: 'ready' }, () => process.disconnect());
     next();`,
  );
  const longer = await child('longer', `console.error('from stderr\\r');${ready}`, {
    colour: (text) => `<${text}>`,
  });
  await supervise([one, longer]).start();
  await until(() => lines.includes('one    | ohne ende'), { what: 'the last line is seen' });
  expect(lines).toContain('one    | grüße von der glocke');
  expect(lines).toContain('<longer |> from stderr');
});

test('a child that dies is started again, later each time, up to the longest delay', async () => {
  const dying = await child('dying', `process.send({ type: 'ready' }, () => process.exit(4));`);
  await supervise([dying]).start();
  const notices = () => lines.filter((line) => line.includes('exited with code 4'));
  await until(() => notices().length >= 4, { what: 'the child has died four times' });
  expect(notices().slice(0, 4)).toEqual([
    'dying exited with code 4; it starts again in 0.05 s.',
    'dying exited with code 4; it starts again in 0.1 s.',
    'dying exited with code 4; it starts again in 0.15 s.',
    'dying exited with code 4; it starts again in 0.15 s.',
  ]);
});

test('a child that lived long enough begins again at the shortest delay', async () => {
  const dying = await child('dying', `process.send({ type: 'ready' }, () => process.exit(4));`);
  await supervise([dying], { restartDelays: { firstMs: 50, maxMs: 150, resetAfterMs: 0 } }).start();
  const notices = () => lines.filter((line) => line.includes('exited with code 4'));
  await until(() => notices().length >= 3, { what: 'the child has died three times' });
  expect(new Set(notices())).toEqual(new Set(['dying exited with code 4; it starts again in 0.05 s.']));
});

test('a killed child comes back with another process, and says so', async () => {
  const one = supervise([await child('one', ready)]);
  await one.start();
  const first = one.pids().one!;
  process.kill(first, 'SIGKILL');
  await until(() => lines.includes('one is back.'), { what: 'the child is back' });
  expect(lines).toContain('one was ended by SIGKILL; it starts again in 0.05 s.');
  expect(one.pids().one).not.toBe(first);
});

test.each([2, 3, 7])(
  'exit code %i before the child was ever ready ends the start with its last words',
  async (code) => {
    const refusing = await child('api', `console.error('API_PORT: is taken'); process.exitCode = ${code};`);
    await expect(supervise([refusing]).start()).rejects.toMatchObject({
      code: 'server.start_failed',
      message: `api exited with code ${code}: API_PORT: is taken`,
    });
  },
);

test('exit code 7 of a child that was ready before leads to a restart', async () => {
  const one = supervise([await child('one', `process.send({ type: 'ready' }, () => process.exit(7));`)]);
  await one.start();
  await until(() => lines.some((line) => line.startsWith('one exited with code 7; it starts again')), {
    what: 'the restart is announced',
  });
});

test('a child that is not ready in time ends the start', async () => {
  const silent = await child('silent', 'setInterval(() => {}, 1000)', { readyTimeoutMs: 300 });
  await expect(supervise([silent]).start()).rejects.toMatchObject({
    code: 'server.start_failed',
    message: 'silent was not ready within 0.3 s.',
  });
});

test('children stop one after the other in their order, and nothing starts again', async () => {
  const journal = join(folder, 'journal');
  const source = (name: string) => `
    const note = (text) => require('fs').appendFileSync(${JSON.stringify(journal)}, text + '\\n');
    process.on('SIGTERM', () => { note('stop ${name}'); setTimeout(() => { note('gone ${name}'); process.exit(0); }, 60); });
    ${ready}`;
  const children = [
    await child('dummy', source('dummy'), { order: 3 }),
    await child('publisher', source('publisher'), { order: 0 }),
    await child('api', source('api'), { order: 2 }),
  ];
  const all = supervise(children);
  await all.start();
  await all.stop();
  const steps = ['publisher', 'api', 'dummy'].flatMap((name) => [`stop ${name}`, `gone ${name}`]);
  expect((await readFile(journal, 'utf8')).trim().split('\n')).toEqual(steps);
  expect(all.pids()).toEqual({ dummy: null, publisher: null, api: null });
  expect(lines).toEqual([]);
});

test('a child that ignores SIGTERM is killed at the deadline', async () => {
  const deaf = supervise([await child('deaf', `process.on('SIGTERM', () => {});${ready}`)], {
    stopTimeoutMs: 200,
  });
  await deaf.start();
  const pid = deaf.pids().deaf!;
  await deaf.stop();
  expect(isAlive(pid)).toBe(false);
  expect(lines).toEqual(['deaf did not stop in time and is killed.']);
});

test('a child that will not stop takes no time from the others', async () => {
  const deaf = await child('deaf', `process.on('SIGTERM', () => {});${ready}`, { patienceMs: 100 });
  const good = await child(
    'good',
    `process.on('SIGTERM', () => { console.log('good night'); process.exit(0); });${ready}`,
    { order: 1 },
  );
  const both = supervise([deaf, good], { stopTimeoutMs: 2_000 });
  await both.start();
  await both.stop();
  expect(lines).toEqual(['good | good night', 'deaf did not stop in time and is killed.']);
});

test('what a child has started does not outlive it', async () => {
  const parent = await child(
    'parent',
    `const forked = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
     console.log('forked ' + forked.pid);${ready}`,
  );
  const family = supervise([parent]);
  await family.start();
  const line = await until(() => lines.find((text) => text.includes('forked')) ?? null, {
    what: 'the fork is known',
  });
  const grandchild = Number(line.split(' ').at(-1));
  expect(isAlive(grandchild)).toBe(true);
  await family.stop();
  await until(() => !isAlive(grandchild), { what: 'the grandchild is gone' });
  expect(lines.filter((text) => text.includes('killed'))).toEqual([]);
});

test('a child runs in a process group of its own, so a terminal’s Ctrl-C passes it by', async () => {
  const one = supervise([await child('one', ready)]);
  await one.start();
  const pid = one.pids().one!;
  // Signal 0 to a group asks whether that group exists.
  expect(isAlive(-pid)).toBe(true);
});
