import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withStaticFiles } from './static-files.js';

const script = 'export const carillon = 1;';
let parent: string;
let server: Server;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'carillon-static-'));
  const folder = join(parent, 'static');
  await mkdir(join(folder, 'chunks'), { recursive: true });
  await writeFile(join(folder, 'chunks', 'a.js'), script);
  await writeFile(join(folder, 'chunks', 'a.js.br'), brotliCompressSync(script));
  await writeFile(join(parent, 'secret.js'), 'of somebody else');
  const serve = withStaticFiles(folder, (request, response) => {
    response.end(`page ${request.url}`);
    return Promise.resolve();
  });
  server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.close();
  await rm(parent, { recursive: true });
});

/** Sends the path as it is: no client tidies it, and none unpacks the answer. */
async function get(path: string, accepts = 'identity') {
  const { port } = server.address() as AddressInfo;
  const headers = { 'accept-encoding': accepts };
  const sent = httpRequest({ host: '127.0.0.1', port, path, headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { headers: response.headers, body: Buffer.concat(parts) };
}

test('a file goes out as the build has compressed it, and is kept by browsers', async () => {
  const { headers, body } = await get('/_next/static/chunks/a.js', 'gzip, br');
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/javascript',
    'cache-control': 'public,max-age=31536000,immutable',
    vary: 'Accept-Encoding',
  });
  expect(brotliDecompressSync(body).toString()).toBe(script);
});

test('whoever unpacks nothing has the file as it is', async () => {
  const { headers, body } = await get('/_next/static/chunks/a.js');
  expect(headers['content-encoding']).toBeUndefined();
  expect(body.toString()).toBe(script);
});

test.each([
  '/tasks',
  '/_next/static/chunks/b.js',
  '/_next/static/../../secret.js',
  '/_next/static/..%2f..%2fsecret.js',
  '/_next/static/%2e%2e/secret.js',
  '/_next/staticx/chunks/a.js',
])('what is no file of the build is a page, under its own address: %s', async (path) => {
  expect((await get(path)).body.toString()).toBe(`page ${path}`);
});
