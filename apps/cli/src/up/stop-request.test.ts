import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { StopRequest, sameWishMs } from './stop-request.js';

let source: EventEmitter;
let stop: StopRequest;
let insisted: string[];

beforeEach(() => {
  jest.useFakeTimers();
  source = new EventEmitter();
  stop = new StopRequest(source);
  insisted = [];
  void stop.insisted.then((signal) => insisted.push(signal));
});

afterEach(() => {
  stop.release();
  jest.useRealTimers();
});

test('the first signal asks to stop', async () => {
  expect(stop.isRequested).toBe(false);
  source.emit('SIGTERM', 'SIGTERM');
  expect(stop.isRequested).toBe(true);
  expect(await stop.requested).toBe('SIGTERM');
});

test('a Ctrl-C that arrives twice, as through npm, is one wish', async () => {
  source.emit('SIGINT', 'SIGINT');
  jest.advanceTimersByTime(sameWishMs);
  source.emit('SIGINT', 'SIGINT');
  await stop.requested;
  expect(insisted).toEqual([]);
});

test('a second Ctrl-C after a while insists', async () => {
  source.emit('SIGINT', 'SIGINT');
  jest.advanceTimersByTime(sameWishMs + 1);
  source.emit('SIGINT', 'SIGINT');
  expect(await stop.insisted).toBe('SIGINT');
});

test('after the release signals have their default again', () => {
  stop.release();
  expect(
    source.listenerCount('SIGINT') + source.listenerCount('SIGTERM') + source.listenerCount('SIGHUP'),
  ).toBe(0);
});
