import { describe, expect, test } from '@jest/globals';
import { areSealedOtherwise, holdSealed, openHeaders, sealHeaders } from './headers.js';
import { createKeyring } from './keyring.js';

const keyring = createKeyring([{ id: 'one.k-1', bytes: Buffer.alloc(32, 1) }]);
const task = '0190b5c2-0000-7000-8000-000000000000';
const headers = {
  Authorization: 'Bearer abc',
  cookie: '',
  'x-secret': 'Bearer {{secret:billing}}',
  'x-api-key': 'abc {{secret:a}} {{ secret:b }}',
  'x-team': 'sealed:billing',
};
const unreadable = expect.objectContaining({ code: 'secret.unreadable' });

describe('sealed headers', () => {
  test('are those that hold a secret, and open as they were', () => {
    const sealed = sealHeaders(keyring, task, headers);
    expect(sealed).toEqual({
      ...headers,
      Authorization: expect.stringMatching(/^sealed:one\.k-1:[\w+/=]+$/),
      cookie: expect.stringMatching(/^sealed:/),
      'x-api-key': expect.stringMatching(/^sealed:\S+ \{\{secret:a\}\} \{\{ secret:b \}\}$/),
    });
    expect(JSON.stringify(sealed)).not.toContain('abc');
    expect(openHeaders(keyring, task, sealed)).toEqual(headers);
  });

  test('stay as they are when they are sealed again', () => {
    const sealed = sealHeaders(keyring, task, headers);
    expect(sealHeaders(keyring, task, sealed)).toEqual(sealed);
  });

  test('open in no other task and under no other name, but in any letter case', () => {
    const { Authorization: value } = sealHeaders(keyring, task, headers);
    expect(openHeaders(keyring, task, { authorization: value! })).toEqual({ authorization: 'Bearer abc' });
    expect(() => openHeaders(keyring, task.replace('0190', '0191'), { authorization: value! })).toThrow(
      unreadable,
    );
    expect(() => openHeaders(keyring, task, { cookie: value! })).toThrow(unreadable);
  });

  test('of before they were sealed are sent as they are', () => {
    expect(openHeaders(keyring, task, headers)).toEqual(headers);
  });

  test('are told from those that need no key', () => {
    const sealed = sealHeaders(keyring, task, headers);
    expect([holdSealed(headers), holdSealed(sealed), holdSealed({})]).toEqual([false, true, false]);
    expect(areSealedOtherwise(headers, 'one.k-1')).toBe(true);
    expect(areSealedOtherwise(sealed, 'one.k-1')).toBe(false);
    expect(areSealedOtherwise(sealed, 'two')).toBe(true);
    expect(areSealedOtherwise({ 'x-team': 'sealed:billing' }, 'two')).toBe(false);
  });
});
