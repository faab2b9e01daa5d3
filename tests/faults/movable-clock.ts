import { existsSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const shiftedClockUrl = new URL('shifted-clock.mjs', import.meta.url).href;

/** Where Debian and others keep the library that answers for the system's clock. */
const places = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((machine) => [
  `/usr/lib/${machine}/faketime/libfaketime.so.1`,
]);

export function libfaketime(): string | null {
  return (
    [...places, '/usr/lib/faketime/libfaketime.so.1', '/usr/local/lib/faketime/libfaketime.so.1'].find(
      (file) => existsSync(file),
    ) ?? null
  );
}

/**
 * One clock for PostgreSQL, for our processes and for the receiver, which the row may move while they run. Timers go
 * on as before: only what the clock says jumps, as when somebody sets it.
 */
export class MovableClock {
  #shiftMs = 0;

  private constructor(private readonly folder: string) {}

  static async create(): Promise<MovableClock> {
    const clock = new MovableClock(await mkdtemp(join(tmpdir(), 'carillon-clock-')));
    await chmod(clock.folder, 0o755);
    writeFileSync(clock.#shiftFile, '0');
    writeFileSync(clock.#faketimeFile, '+0');
    return clock;
  }

  /** For our processes. */
  get environment(): Record<string, string> {
    return { NODE_OPTIONS: `--import=${shiftedClockUrl}`, CLOCK_SHIFT_FILE: this.#shiftFile };
  }

  /** For PostgreSQL. */
  get serverEnvironment(): NodeJS.ProcessEnv {
    return {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C',
      TZ: 'UTC',
      LD_PRELOAD: libfaketime() ?? '',
      FAKETIME_TIMESTAMP_FILE: this.#faketimeFile,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  }

  now(): number {
    return Date.now() + this.#shiftMs;
  }

  /** Sets all clocks to so many milliseconds after the real one; negative: before. */
  async shift(shiftMs: number): Promise<void> {
    const seconds = shiftMs / 1_000;
    // Whole or not at all: somebody may read it at this moment.
    await replace(this.#faketimeFile, `${seconds < 0 ? '' : '+'}${seconds}`);
    await replace(this.#shiftFile, String(shiftMs));
    this.#shiftMs = shiftMs;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  get #shiftFile(): string {
    return join(this.folder, 'shift');
  }

  get #faketimeFile(): string {
    return join(this.folder, 'faketime');
  }
}

async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
