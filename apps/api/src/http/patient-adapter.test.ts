import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('a slow client', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  test('that drips a header, letter by letter, is answered 408 and let go', async () => {
    const startedAt = performance.now();
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.write('GET /api/tasks HTTP/1.1\r\nHost: localhost\r\nX-Drip: ');
    const drip = setInterval(() => socket.write('x'), 250);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    // What was still on its way when the server let go.
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.on('close', resolve));
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  }, 30_000);
});
