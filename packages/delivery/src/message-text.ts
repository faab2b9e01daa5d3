import { messageBytesMax } from '@carillon/domain';

export interface MessageText {
  message: string;
  messageTruncated: boolean;
}

/**
 * Bytes of a receiver as text that PostgreSQL can store: valid UTF-8, no NUL, at most `messageBytesMax` bytes,
 * cut between two characters. What is not UTF-8 becomes U+FFFD.
 */
export function toMessageText(bytes: Buffer): MessageText {
  const kept = cutUtf8(bytes);
  const text = kept.toString('utf8').replaceAll('\0', '\uFFFD');
  // A replacement takes up to three bytes where there was one.
  const encoded = Buffer.byteLength(text) > messageBytesMax ? Buffer.from(text) : null;
  return {
    message: encoded === null ? text : cutUtf8(encoded).toString('utf8'),
    messageTruncated: encoded !== null || kept.length < bytes.length,
  };
}

/** At most `messageBytesMax` bytes, and no half character that the cut itself made. */
function cutUtf8(bytes: Buffer): Buffer {
  if (bytes.length <= messageBytesMax) return bytes;
  let end = messageBytesMax;
  // A character has at most three continuation bytes; a longer row of them is not UTF-8 anyway.
  for (let steps = 0; steps < 3 && isContinuation(bytes[end]); steps += 1) end -= 1;
  return bytes.subarray(0, isContinuation(bytes[end]) ? messageBytesMax : end);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
