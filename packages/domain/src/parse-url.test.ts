import { expect, test } from '@jest/globals';
import { parseUrl } from './parse-url.js';

test('reads a URL with letters beyond ASCII, however often it was asked before', () => {
  const texts = Array.from({ length: 50_000 }, () =>
    Buffer.from('http://exémple.test/é', 'latin1').toString('latin1'),
  );
  expect(texts.filter((text) => parseUrl(text) === null)).toEqual([]);
  expect(parseUrl('http://exémple.test/é')?.hostname).toBe('xn--exmple-cva.test');
  expect(parseUrl('no url')).toBeNull();
});
