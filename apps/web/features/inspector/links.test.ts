import { expect, test } from '@jest/globals';
import { inspectorHref } from './links';

test('a run leads to the inspector when it was sent to the receiver, whatever the path, and not otherwise', () => {
  const receiver = 'http://127.0.0.1:3002/webhook';
  const of = (url: string) => inspectorHref({ url, runId: 'run-1' }, receiver);
  expect(of('http://127.0.0.1:3002/other?a=1')).toBe('/inspector?q=run-1');
  expect(of('http://127.0.0.1:3003/webhook')).toBeNull();
  expect(of('{{secrets.url}}/webhook')).toBeNull();
  expect(inspectorHref({ url: receiver, runId: 'run-1' }, null)).toBeNull();
});
