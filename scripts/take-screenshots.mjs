/** Starts `carillon up` on an empty folder, gives it tasks that look like somebody's, and takes the pictures. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const { chromium } = createRequire(resolve('tests/package.json'))('@playwright/test');
const size = { width: 1440, height: 840 };
const bytesMax = 200_000;
/** Long enough for charts to have something to show. */
const workMs = 75_000;

const tasks = [
  { taskName: 'nightly-report', taskSchedule: '0 3 * * *', timeZone: 'Europe/Berlin', tags: ['reports'] },
  { taskName: 'sync-inventory', taskSchedule: '*/5 * * * * *', tags: ['shop'] },
  { taskName: 'refresh-prices', taskSchedule: '*/7 * * * * *', tags: ['shop'], priority: 'high' },
  { taskName: 'warm-cache', taskSchedule: '*/3 * * * * *', priority: 'low' },
  { taskName: 'send-invoices', taskSchedule: '*/15 * * * * *', lane: 'billing', tags: ['billing'] },
  { taskName: 'collect-payments', taskSchedule: '*/20 * * * * *', lane: 'billing', tags: ['billing'] },
  { taskName: 'weekly-digest', taskSchedule: '0 9 * * MON', timeZone: 'America/New_York', tags: ['mail'] },
  { taskName: 'rotate-logs', taskSchedule: '30 2 * * *' },
  {
    taskName: 'legacy-export',
    start: 'now',
    maxRetry: 1,
    backoffBaseMs: 500,
    path: '/retired',
    tags: ['reports'],
  },
];

/** @param {string} folder where the PNG files go: `<screen>-<light|dark>.png` */
export async function takeScreenshots(folder) {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
  if (executablePath === undefined)
    throw new Error('There is no Chromium here: install the package chromium.');
  const stack = await startStack();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const screens = await fill(stack);
    await mkdir(folder, { recursive: true });
    for (const theme of ['light', 'dark']) {
      const context = await browser.newContext({
        viewport: size,
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      await context.addInitScript(
        "if (location.protocol !== 'about:') sessionStorage.setItem('carillon.setup-skipped', '1')",
      );
      const page = await context.newPage();
      for (const [screen, path] of Object.entries(screens)) {
        await page.goto(stack.web + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await pause(2_500);
        await shoot(page, join(folder, `${screen}-${theme}.png`));
      }
      await context.close();
    }
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function shoot(page, file) {
  await page.screenshot({ path: file });
  // A palette makes them a third of their size, where a program for it is at hand.
  spawnSync('pngquant', ['--force', '--output', file, '--quality', '70-95', file]);
  const { size: bytes } = await stat(file);
  console.log(`${file}  ${Math.round(bytes / 1_000)} kB`);
  if (bytes > bytesMax) console.log(`  larger than ${bytesMax / 1_000} kB: install pngquant`);
}

/** @returns the paths of the screens by their names */
async function fill({ api, receiver }) {
  const made = [];
  for (const { path = '/webhook', ...task } of tasks) {
    const webhookUrl = receiver + path;
    made.push(await api('POST', '/tasks', { webhookUrl, jsonPayload: { report: 'daily' }, ...task }));
  }
  console.log(`Letting the tasks run for ${workMs / 1_000} s …`);
  await pause(workMs);
  await api('POST', `/tasks/${made[7].id}/pause`, { reason: 'disk is being replaced' });
  const { items } = await api('GET', `/tasks/${made[8].id}/runs?limit=1`);
  return {
    overview: '/',
    tasks: '/tasks',
    task: `/tasks/${made[1].id}`,
    run: `/runs/${items[0].id}`,
    wizard: `/tasks/new?from=${made[0].id}`,
  };
}

async function startStack() {
  const home = await mkdtemp(join(tmpdir(), 'carillon-screenshots-'));
  const names = ['WEB', 'API', 'DUMMY', 'PUBLISHER', 'LISTENER', 'POSTGRES'];
  const ports = {};
  for (const name of names) ports[`CARILLON_${name}_PORT`] = String(await freePort());
  const child = spawn(process.execPath, [resolve('apps/cli/dist/main.js'), 'up'], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, CARILLON_DATA_DIR: join(home, 'data'), ...ports },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(home, { recursive: true, force: true });
  };
  const ready = new Promise((resolveReady, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (output.includes('Carillon is ready')) resolveReady();
    });
    void exited.then(() => reject(new Error(`carillon up ended:\n${output}`)));
  });
  await ready;
  const web = `http://127.0.0.1:${ports.CARILLON_WEB_PORT}`;
  const api = async (method, path, body) => {
    const headers = { 'content-type': 'application/json' };
    const response = await globalThis.fetch(`${web}/api${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  return { web, receiver: `http://127.0.0.1:${ports.CARILLON_DUMMY_PORT}`, api, stop };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const pause = (ms) => new Promise((resolvePause) => setTimeout(resolvePause, ms));
