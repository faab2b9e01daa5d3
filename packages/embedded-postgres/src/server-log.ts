/** The server's log: a file that the server writes to itself, so that it goes on when this process is gone. */
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const bytesMax = 10 * 1024 * 1024;

export interface ServerLog {
  handle: FileHandle;
  file: string;
  /** Where this start's lines begin. */
  offset: number;
}

/** Opens the log for appending; one that has grown past 10 MB is set aside as `….1` first. */
export async function openServerLog(file: string): Promise<ServerLog> {
  await mkdir(dirname(file), { recursive: true });
  const size = await stat(file).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > bytesMax) await rename(file, `${file}.1`);
  return { handle: await open(file, 'a', 0o600), file, offset: size > bytesMax ? 0 : size };
}

/** The last errors that this start has written, as one line; empty when there are none. */
export async function lastErrors({ file, offset }: Pick<ServerLog, 'file' | 'offset'>): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(64 * 1024);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    return lines
      .filter((line) => /FATAL|PANIC|ERROR|HINT|DETAIL|error while/.test(line))
      .map((line) => line.replace(/^.*?(FATAL|PANIC|ERROR|HINT|DETAIL):\s*/, ''))
      .slice(-3)
      .join(' ');
  } finally {
    await handle.close();
  }
}
