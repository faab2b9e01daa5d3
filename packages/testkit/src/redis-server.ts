import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { freePort } from './free-port.js';
import { until } from './until.js';

/** A redis-server of one's own: in memory only, so that a restart comes back empty. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Of the running process; another one after `restart()`. */
  readonly pid: number;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** Starts again on the same port, stopping first what still runs. */
  restart(): Promise<void>;
}

/** Whether the program `redis-server` is installed. */
export function redisServerAvailable(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** Spawns a redis-server on 127.0.0.1 and resolves once it answers. */
export async function startRedis(options: { port?: number } = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  let child = await spawnRedis(port);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid ?? 0;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      child = await spawnRedis(port);
    },
  };
}

async function spawnRedis(port: number): Promise<ChildProcess> {
  const settings = {
    port,
    bind: '127.0.0.1',
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
    dir: tmpdir(),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  // A group of its own: a terminal's Ctrl-C is to end the tests first.
  const child = spawn('redis-server', args, { stdio: 'ignore', detached: true });
  const killWithUs = (): boolean => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.off('exit', killWithUs));
  const failed = once(child, 'error').then(([error]) => Promise.reject(error as Error));
  const exited = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`redis-server on port ${port} ended with exit code ${code} before it answered`)),
  );
  failed.catch(() => undefined);
  exited.catch(() => undefined);
  const ready = until(() => child.exitCode !== null || answersAs(port, child.pid), {
    what: `redis-server on port ${port} answers`,
    timeoutMs: 10_000,
  });
  await Promise.race([ready, failed, exited]);
  return child;
}

/** Whether the server on that port is this process: a port that was taken answers too. */
async function answersAs(port: number, pid: number | undefined): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    socket.write('INFO server\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().includes(`process_id:${pid}\r\n`);
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
