import { describe, expect, test } from '@jest/globals';
import { keepHidden } from './kept-headers.js';

const stored = { Authorization: 'sealed:k:abc', 'x-team': 'billing' };

describe('keepHidden', () => {
  test('takes what is hidden from what is stored, under any letter case, and all else as it is given', () => {
    const given = { authorization: '[redacted]', 'x-team': 'sales', cookie: 'new' };
    expect(keepHidden(given, stored)).toEqual({ ...given, authorization: 'sealed:k:abc' });
  });

  test('refuses to keep what is not stored, naming the header', () => {
    expect(() => keepHidden({ cookie: '[redacted]' }, stored)).toThrow(
      expect.objectContaining({
        code: 'request.invalid',
        fieldErrors: [{ path: 'httpHeaders.cookie', message: expect.stringContaining('give the secret') }],
      }),
    );
  });
});
