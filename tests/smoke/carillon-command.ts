import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  /** The whole environment, apart from PATH. */
  env?: Record<string, string>;
  stdin?: string | Uint8Array;
}

/** Runs a program to its end, in a folder where nothing is configured. */
async function run(program: string, args: string[], { env = {}, stdin }: CommandOptions): Promise<Ended> {
  const child = spawn(program, args, {
    env: {
      PATH: `${folderOfCommand()}${delimiter}${process.env.PATH}`,
      NO_COLOR: '1',
      ...env,
    },
    cwd: mkdtempSync(join(tmpdir(), 'carillon-command-')),
  });
  // A command that reads nothing may be gone before this is written.
  child.stdin.on('error', () => undefined).end(stdin);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** Runs `carillon` with these arguments. */
export const carillon = (args: string[], options: CommandOptions = {}): Promise<Ended> =>
  run(process.execPath, [main, ...args], options);

/** Runs what somebody has pasted into a shell, where `carillon` is a command. */
export const shell = (command: string, options: CommandOptions = {}): Promise<Ended> =>
  run('sh', ['-c', command], options);

let folder: string | undefined;

function folderOfCommand(): string {
  if (folder !== undefined) return folder;
  folder = mkdtempSync(join(tmpdir(), 'carillon-path-'));
  const command = join(folder, 'carillon');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(command, 0o755);
  return folder;
}
