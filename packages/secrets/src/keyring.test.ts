import { describe, expect, test } from '@jest/globals';
import type { EncryptionKey } from '@carillon/domain';
import { createKeyring } from './keyring.js';

const key = (id: string, fill: number): EncryptionKey => ({ id, bytes: Buffer.alloc(32, fill) });
const keyring = createKeyring([key('one', 1)]);
const place = 'secrets/0190b5c2-0000-7000-8000-000000000000/sealed_value';
const unreadable = expect.objectContaining({ code: 'secret.unreadable' });

describe('a sealed secret', () => {
  test.each([[''], ['s3cret'], ['Zoë 🚀'], ['x'.repeat(100_000)]])('opens as it was', (plain) => {
    const sealed = keyring.seal(plain, place);
    expect(keyring.open(sealed, 'one', place)).toBe(plain);
    expect(sealed.length).toBe(1 + 12 + Buffer.byteLength(plain) + 16);
  });

  test('never looks the same twice, nor shows its text', () => {
    const [first, second] = [keyring.seal('canary', place), keyring.seal('canary', place)];
    expect(first.equals(second)).toBe(false);
    expect(first.subarray(1, 13).equals(second.subarray(1, 13))).toBe(false);
    expect(first.toString('latin1')).not.toContain('canary');
  });

  test('opens nowhere but in its own table, row and column', () => {
    const sealed = keyring.seal('s3cret', place);
    const others = [
      place.replace('0190', '0191'),
      place.replace('secrets/', 'signing_secrets/'),
      place.replace('_value', '_secret'),
    ];
    for (const other of others) {
      expect(() => keyring.open(sealed, 'one', other)).toThrow(unreadable);
      expect(() => keyring.open(sealed, 'one', other)).toThrow('moved from another row');
    }
  });

  test('does not open when any of its bytes was changed, or is missing', () => {
    const sealed = keyring.seal('s3cret', place);
    for (let index = 0; index < sealed.length; index += 1) {
      const tampered = Buffer.from(sealed);
      tampered[index]! ^= 1;
      expect(() => keyring.open(tampered, 'one', place)).toThrow(unreadable);
      expect(() => keyring.open(sealed.subarray(0, index), 'one', place)).toThrow(unreadable);
    }
  });

  test('opens with every key of the ring, and is sealed with the first', () => {
    const both = createKeyring([key('two', 2), key('one', 1)]);
    expect(both.sealingKeyId).toBe('two');
    expect(both.open(keyring.seal('old', place), 'one', place)).toBe('old');
    expect(createKeyring([key('two', 2)]).open(both.seal('new', place), 'two', place)).toBe('new');
  });

  test('names the key that is missing, and what to do', () => {
    const open = () => createKeyring([key('two', 2)]).open(keyring.seal('s3cret', place), 'one', place);
    expect(open).toThrow(unreadable);
    expect(open).toThrow('"one"');
    expect(open).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('CARILLON_ENCRYPTION_KEYS') }),
    );
  });

  test('does not open with another key of the same id', () => {
    const impostor = createKeyring([key('one', 9)]);
    expect(() => impostor.open(keyring.seal('s3cret', place), 'one', place)).toThrow(unreadable);
  });
});
