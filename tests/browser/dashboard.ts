/** The dashboard as people have it: `carillon up` on free ports, and Chromium in front of it. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, jest } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { chromiumPath, freePort, until } from '@carillon/testkit';

const cli = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

/**
 * Like `describe`; where there is no Chromium, its tests are skipped under a title that says so. Where nobody can look
 * at once (`CI`), a test that fails is run once more, and the output has the first error too.
 */
export function describeInBrowser(title: string, tests: () => void): void {
  if (process.env.CI === 'true') jest.retryTimes(1, { logErrorsBeforeRetry: true });
  if (chromiumPath() !== null) return describe(title, tests);
  describe.skip(`${title} (no Chromium here: install chromium, or name one in CHROMIUM)`, tests);
}

export const administrator = { email: 'ada@example.com', password: 'correct horse battery staple' };

/** A page shows its heading before it has read its scripts; once it is connected, it hears keys. */
export async function hearsKeys(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Live', exact: true }).waitFor();
}

export interface OpenOptions extends BrowserContextOptions {
  /** Default: as whoever sits at this machine, who need not sign in. */
  as?: 'machine' | 'stranger' | 'administrator';
}

export class Dashboard {
  /** What browsers complained of since they were last asked: errors in the console, exceptions, failed answers. */
  readonly complaints: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  private constructor(
    readonly url: string,
    /** Of the built-in receiver. */
    readonly receiverUrl: string,
    private readonly up: Up,
    private readonly browser: Browser,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Dashboard> {
    const up = await startUp(settings);
    try {
      const browser = await chromium.launch({ executablePath: chromiumPath()!, args: ['--no-sandbox'] });
      return new Dashboard(up.webUrl, up.receiverUrl, up, browser);
    } catch (error) {
      await up.stop();
      throw error;
    }
  }

  /** A window of its own, with no cookies of others. */
  async openWindow({ as = 'machine', ...options }: OpenOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      // A proxy in front says so of people who are elsewhere; they have to sign in.
      ...(as !== 'machine' && { extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' } }),
      ...options,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(30_000);
    context.on('page', (page) => this.#listen(page));
    // Whether there is an administrator is one test's matter.
    if (as === 'machine') {
      await context.addInitScript(() => {
        if (location.protocol !== 'about:') sessionStorage.setItem('carillon.setup-skipped', '1');
      });
    }
    if (as === 'administrator') {
      const answer = await context.request.post('/api/auth/login', { data: administrator });
      if (!answer.ok()) throw new Error(`The administrator was not let in: ${await answer.text()}`);
    }
    return context;
  }

  /** A page in a window of its own. */
  async open(path: string, options: OpenOptions = {}): Promise<Page> {
    const page = await (await this.openWindow(options)).newPage();
    await page.goto(path);
    return page;
  }

  /** Asks the API as a program on this machine does, beside the browsers. */
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** The link of the terminal that leads to the first administrator. */
  get setUpLink(): string {
    const link = /https?:\S+\/setup#token=\S+/.exec(this.up.output())?.[0];
    if (link === undefined) throw new Error('The terminal shows no set-up link.');
    return link;
  }

  /** Makes the first administrator without a browser. */
  async createAdministrator(): Promise<void> {
    const token = new URLSearchParams(new URL(this.setUpLink).hash.slice(1)).get('token');
    await this.ask('POST', '/auth/setup', { ...administrator, token });
  }

  /** Closes the windows. @returns what they complained of */
  async closeWindows(): Promise<string[]> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    return this.complaints.splice(0);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.up.stop();
  }

  #listen(page: Page): void {
    const complain = (what: string) => this.complaints.push(`${page.url()}: ${what}`);
    page.on('pageerror', (error) => complain(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url } = message.location();
      // The browser's own line for every refusal of the API, which the page shows in its way.
      if (/status of 4\d\d/.test(message.text()) && (url.includes('/api/') || url === page.url())) return;
      complain(`${message.text()} (${url})`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) complain(`${response.status()} from ${response.url()}`);
    });
  }
}

interface Up {
  webUrl: string;
  receiverUrl: string;
  output: () => string;
  stop: () => Promise<void>;
}

async function startUp(settings: Record<string, string>): Promise<Up> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-browser-'));
  const names = ['WEB', 'API', 'DUMMY', 'PUBLISHER', 'LISTENER', 'POSTGRES'] as const;
  const freePorts = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [`CARILLON_${name}_PORT`, String(await freePort())] as const),
    ),
  );
  const chosen: Record<string, string> = { ...freePorts, ...settings };
  const child: ChildProcess = spawn(process.execPath, [cli, 'up'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      NO_COLOR: '1',
      CARILLON_DATA_DIR: join(folder, 'data'),
      CARILLON_DUMMY_FAIL_CALLS: '',
      CARILLON_DUMMY_LATENCY_MIN_MS: '0',
      CARILLON_DUMMY_LATENCY_MAX_MS: '20',
      ...chosen,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(() => output.includes('Carillon is ready') || child.exitCode !== null, {
      what: 'carillon up is ready',
      timeoutMs: 90_000,
      intervalMs: 100,
    });
    if (child.exitCode !== null) throw new Error(`carillon up ended with ${child.exitCode}`);
  } catch (error) {
    await stop();
    throw new Error(`carillon up did not start. It said:\n${output}`, { cause: error });
  }
  return {
    webUrl: `http://127.0.0.1:${chosen.CARILLON_WEB_PORT}`,
    receiverUrl: `http://127.0.0.1:${chosen.CARILLON_DUMMY_PORT}/webhook`,
    output: () => output,
    stop,
  };
}
