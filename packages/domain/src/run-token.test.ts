import { describe, expect, test } from '@jest/globals';
import { newId } from './id.js';
import { callbackUrl, makeRunToken, matchesRunToken, readRunToken } from './run-token.js';

describe('the token of a run', () => {
  const logId = newId();
  const token = makeRunToken(logId);

  test('is new each time, names its attempt and opens nothing but its own hash', () => {
    const other = makeRunToken(logId);
    expect(other.text).not.toBe(token.text);
    expect(readRunToken(token.text)).toEqual({ logId });
    expect(matchesRunToken(token.text, token.hash)).toBe(true);
    expect(matchesRunToken(other.text, token.hash)).toBe(false);
  });

  test('opens nothing where no hash is kept, or half of one', () => {
    expect(matchesRunToken(token.text, null)).toBe(false);
    expect(matchesRunToken(token.text, token.hash.subarray(0, 16))).toBe(false);
  });

  test.each(['', 'crt_', 'a.b.c', `crt_${newId()}_short`, `${makeRunToken(newId()).text}x`])(
    'is told apart from %j',
    (text) => {
      expect(readRunToken(text)).toBeNull();
    },
  );

  test.each([
    ['http://localhost:3001', 'http://localhost:3001/api/runs/7/status'],
    ['https://a.example/carillon', 'https://a.example/carillon/api/runs/7/status'],
    ['https://a.example/carillon//', 'https://a.example/carillon/api/runs/7/status'],
  ])('is used at an address below %s', (publicUrl, url) => {
    expect(callbackUrl(publicUrl, '7')).toBe(url);
  });
});
