import { describe, expect, test } from '@jest/globals';
import { parseEncryptionKeys } from './encryption-key.js';

const base64 = (fill: number, bytes = 32) => Buffer.alloc(bytes, fill).toString('base64');

describe('the encryption keys', () => {
  test('keep their order: the first one seals', () => {
    const keys = parseEncryptionKeys(`new:${base64(1)}, old-1.x:${base64(2)}`);
    expect(keys.map(({ id, bytes }) => [id, bytes[0], bytes.length])).toEqual([
      ['new', 1, 32],
      ['old-1.x', 2, 32],
    ]);
  });

  test.each([
    ['nothing', '', 'key 1'],
    ['a key without an id', base64(1), 'key 1'],
    ['a key of 31 bytes', `a:${base64(1)},b:${base64(2, 31)}`, 'key 2'],
    ['a key of 33 bytes', `a:${base64(1, 33)}`, 'key 1'],
    ['a comma at the end', `a:${base64(1)},`, 'key 2'],
    ['an id with a colon', `a:b:${base64(1)}`, 'key 1'],
    ['one id twice', `a:${base64(1)},a:${base64(2)}`, 'two keys have the same id'],
  ])('%s is refused, and not repeated', (_, text, message) => {
    expect(() => parseEncryptionKeys(text)).toThrow(message);
    expect(() => parseEncryptionKeys(text)).toThrow(expect.objectContaining({ code: 'config.invalid' }));
    expect(() => parseEncryptionKeys(text)).not.toThrow(base64(1));
  });
});
