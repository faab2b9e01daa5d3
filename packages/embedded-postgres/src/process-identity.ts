/** Whether a process id still means the process that was written down: ids are used again, soonest in containers. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A mark that no later process of the same id shares; null when there is no such living process. */
export async function processMark(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') {
    const started = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => null);
    return started?.stdout.trim() || null;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The name in brackets may itself hold brackets and spaces; after it come the state and, 19 fields on, the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${fields[19]}`;
}

/** The program and arguments of a living process; empty when they cannot be read. */
export async function commandLine(pid: number): Promise<string[]> {
  if (process.platform !== 'linux') {
    const listed = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => null);
    return listed?.stdout.trim().split(' ') ?? [];
  }
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return text.split('\0').filter((argument) => argument !== '');
}
