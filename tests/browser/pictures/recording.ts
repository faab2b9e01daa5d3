/** What the API answered while pictures were taken, kept so that they can be taken again with nothing else changed. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Request, Response } from '@playwright/test';

interface Answer {
  status: number;
  contentType: string;
  body: string;
}

interface Recorded {
  /** The clock of the pages, ISO 8601. */
  at: string;
  /** Addresses of the pages by the names of their pictures. */
  screens: Record<string, string>;
  /** By picture and request. */
  answers: Record<string, Answer>;
}

const file = fileURLToPath(new URL('answers.json', import.meta.url));

export class Recording {
  /** Answers that are being read. */
  readonly #reading: Promise<void>[] = [];

  private constructor(private readonly recorded: Recorded) {}

  static empty(screens: Record<string, string>): Recording {
    return new Recording({ at: new Date().toISOString(), screens, answers: {} });
  }

  /** @throws Error where nothing was recorded */
  static async read(): Promise<Recording> {
    if (!existsSync(file)) throw new Error(`${file} is missing: record the pictures first.`);
    return new Recording(JSON.parse(await readFile(file, 'utf8')) as Recorded);
  }

  async write(): Promise<void> {
    await writeFile(file, `${JSON.stringify(this.recorded, null, 1)}\n`);
  }

  get at(): Date {
    return new Date(this.recorded.at);
  }

  get screens(): Record<string, string> {
    return this.recorded.screens;
  }

  /** Keeps the answers that the pages of a window get. */
  listen(context: BrowserContext, screen: string): void {
    context.on('response', (response) => {
      const key = keyOf(screen, response.request());
      if (key === null) return;
      this.#reading.push(this.#keep(key, response));
    });
  }

  /** Resolves when everything that came so far is kept. To be awaited before a window is closed. */
  async settle(): Promise<void> {
    await Promise.all(this.#reading.splice(0));
  }

  async #keep(key: string, response: Response): Promise<void> {
    const body = await response.text();
    const contentType = response.headers()['content-type'] ?? '';
    this.recorded.answers[key] = { status: response.status(), contentType, body };
  }

  /** Gives the pages of a window the answers that were kept. @returns what was asked that nobody had asked before */
  async replay(context: BrowserContext, screen: string): Promise<string[]> {
    const unknown: string[] = [];
    await context.route('**/api/**', async (route) => {
      const key = keyOf(screen, route.request());
      if (key === null) return route.continue();
      const answer = this.recorded.answers[key];
      if (answer === undefined) unknown.push(key);
      await route.fulfill(answer ?? { status: 404, contentType: 'application/json', body: '{}' });
    });
    return unknown;
  }
}

/** Null: not one of the API’s answers that a page shows. */
function keyOf(screen: string, request: Request): string | null {
  const { pathname, search } = new URL(request.url());
  if (!pathname.startsWith('/api/') || pathname.startsWith('/api/socket')) return null;
  return `${screen} ${request.method()} ${pathname}${search} ${request.postData() ?? ''}`.trim();
}
