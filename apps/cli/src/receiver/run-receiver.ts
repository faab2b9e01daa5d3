import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { AppError } from '@carillon/domain';
import { builtScripts } from '../up/children.js';

/** Runs the dummy webhook as a process of its own until it ends or is told to; its exit code is this one's. */
export async function runReceiver({ port }: { port?: number }): Promise<void> {
  const script = builtScripts.dummyWebhook;
  if (!existsSync(script)) {
    throw new AppError('server.start_failed', 'The dummy webhook is not part of this installation.', {
      hint: 'Run it from its own image, carillon-dummy-webhook.',
    });
  }
  const overrides = port === undefined ? {} : { CARILLON_DUMMY_PORT: String(port) };
  // eslint-disable-next-line no-restricted-properties -- handed on whole to the child; nothing in it is read here.
  const env = { ...process.env, ...overrides };
  // By the channel it learns when this process is killed.
  const child = spawn(process.execPath, [script], { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exit(code ?? 1);
}
