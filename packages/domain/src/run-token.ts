import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The token with which a receiver reports on a run that waits for it. Every attempt has its own, held by nobody but
 * its listener and its receiver: the database keeps the hash, and that only while a report may come.
 */
export interface RunToken {
  /** What the receiver gets: `crt_`, the id of the attempt's log, 256 random bits. */
  text: string;
  /** SHA-256: so many random bits need no slow hash. */
  readonly hash: Buffer;
}

const tokenForm = /^crt_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_[\w-]{43}$/;

/** @param logId the id of the attempt's log */
export function makeRunToken(logId: string): RunToken {
  const text = `crt_${logId}_${randomBytes(32).toString('base64url')}`;
  return {
    text,
    // Few attempts ever need it.
    get hash() {
      return hashOf(text);
    },
  };
}

/** The id of the attempt's log that a run token names; null for every other credential. It proves nothing yet. */
export function readRunToken(text: string): { logId: string } | null {
  const logId = tokenForm.exec(text)?.[1];
  return logId === undefined ? null : { logId };
}

/** Whether a token is the one whose hash was kept, in a time that tells nothing. */
export function matchesRunToken(text: string, kept: Uint8Array | null): boolean {
  return kept?.length === 32 && timingSafeEqual(hashOf(text), kept);
}

/** Where a receiver reports on a run. @param publicUrl where receivers reach the API, with or without a path */
export function callbackUrl(publicUrl: string, runId: string): string {
  return new URL(`api/runs/${runId}/status`, publicUrl.replace(/\/*$/, '/')).href;
}

function hashOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
