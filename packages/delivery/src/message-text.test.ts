import { describe, expect, test } from '@jest/globals';
import { messageBytesMax } from '@carillon/domain';
import { toMessageText } from './message-text.js';

describe('toMessageText', () => {
  test('keeps text as it is, up to the last byte that fits', () => {
    const text = 'é'.repeat(messageBytesMax / 2);
    expect(toMessageText(Buffer.from(text))).toEqual({ message: text, messageTruncated: false });
  });

  test('replaces NUL and what is not UTF-8', () => {
    const bytes = Buffer.from([0x61, 0x00, 0xff, 0x62]);
    expect(toMessageText(bytes)).toEqual({ message: 'a\uFFFD\uFFFDb', messageTruncated: false });
  });

  test.each(['é', '€', '🚀'])('never cuts %s in half', (character) => {
    // An odd first byte shifts every character across the limit.
    const { message, messageTruncated } = toMessageText(Buffer.from(`x${character.repeat(10_000)}`));
    expect(messageTruncated).toBe(true);
    expect(message).toMatch(new RegExp(`^x(${character})+$`, 'u'));
    const missing = messageBytesMax - Buffer.byteLength(message);
    expect(missing).toBeGreaterThanOrEqual(0);
    expect(missing).toBeLessThan(Buffer.byteLength(character));
  });

  test.each([0x00, 0x80, 0xff])('stays within its limit when every byte %i has to be replaced', (byte) => {
    const { message, messageTruncated } = toMessageText(Buffer.alloc(messageBytesMax, byte));
    expect(messageTruncated).toBe(true);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(messageBytesMax);
    expect(message).toMatch(/^\uFFFD{5461}$/u);
  });
});
