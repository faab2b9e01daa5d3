/**
 * Computed here, with the browser's own cryptography, and not by the API: a secret that never leaves the page can be
 * neither logged nor stored, and needs no trust in what lies between. `packages/receiver` decides by the same rules;
 * both are tested with the vectors of Standard Webhooks.
 */

/** What is to be checked: three headers and the body as it came. */
export interface SignedRequest {
  /** Null, or empty: the header is missing. */
  id: string | null;
  timestamp: string | null;
  /** The whole header: `v1,… v1a,…`. */
  signatures: string | null;
  body: string;
  /** Whether characters of the body are missing, so that nothing can be said of it. */
  isCut: boolean;
  /** By what clock the timestamp is judged: when it came, epoch milliseconds. */
  atMs: number;
}

export interface CheckStep {
  name: string;
  /** Null: it did not come to that, or it cannot be known here. */
  holds: boolean | null;
  says: string;
}

export interface CheckedSignature {
  /** As it came. */
  text: string;
  matches: boolean | null;
  says: string;
}

export interface SignatureCheck {
  /** Null: it cannot be told here. */
  holds: boolean | null;
  steps: CheckStep[];
  /** What was signed; null: it is not known. */
  content: string | null;
  /** What an HMAC secret makes of it; null for public keys, which only check. */
  expected: string | null;
  signatures: CheckedSignature[];
  /** What was probably done wrong; null: nothing comes to mind. */
  advice: string | null;
}

/** How far the clocks of sender and receiver may be apart. */
const toleranceSeconds = 300;

type Key = { version: 'v1' | 'v1a'; bytes: Uint8Array<ArrayBuffer> };

/** Why this page cannot compute anything; null: it can. */
export function whyNoCryptography(): string | null {
  // As @types have it, it is always there; browsers take it away from pages that came over plain http.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  return subtle === undefined
    ? 'The browser computes signatures only on pages that came over https, or from the machine itself. Open the dashboard that way.'
    : null;
}

/**
 * Checks a signature by Standard Webhooks, part by part.
 *
 * @param secret `whsec_…`, the same without its prefix, or a public key `whpk_…`; empty: what needs none is checked
 */
export async function checkSignature(request: SignedRequest, secret: string): Promise<SignatureCheck> {
  const { id, timestamp, signatures, body, isCut } = request;
  const key = readKey(secret);
  const steps = [checkHeaders(request), checkId(id), checkTimestamp(request), checkKey(key)];
  const content = id && timestamp && !isCut ? `${id}.${timestamp}.${body}` : null;
  steps.push(contentStep(request, content));
  if (content === null || !signatures || typeof key === 'string') {
    steps.push({ name: 'Signature', holds: null, says: 'Not compared: something above is missing.' });
    return { holds: verdictOf(steps), steps, content, expected: null, signatures: [], advice: null };
  }
  const expected = key.version === 'v1' ? `v1,${await hmac(key.bytes, content)}` : null;
  const checked = await Promise.all(
    signatures.split(' ').map((text) => compare(text, { key, content, expected })),
  );
  const signature = signatureStep(checked);
  steps.push(signature);
  const advice = signature.holds === false ? await findAdvice(request, { secret, key, checked }) : null;
  return { holds: verdictOf(steps), steps, content, expected, signatures: checked, advice };
}

function verdictOf(steps: readonly CheckStep[]): boolean | null {
  if (steps.some(({ holds }) => holds === false)) return false;
  return steps.every(({ holds }) => holds === true) ? true : null;
}

function checkHeaders({ id, timestamp, signatures }: SignedRequest): CheckStep {
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures,
  };
  const missing = Object.entries(headers).flatMap(([header, value]) => (value ? [] : [header]));
  const name = 'Headers';
  return missing.length === 0
    ? { name, holds: true, says: 'All three are there.' }
    : { name, holds: false, says: `Missing: ${missing.join(', ')}.` };
}

function checkId(id: string | null): CheckStep {
  const name = 'Id';
  if (!id) return { name, holds: null, says: 'There is none to look at.' };
  return id.includes('.')
    ? { name, holds: false, says: 'It has a dot: another timestamp and body could be signed alike.' }
    : { name, holds: true, says: id };
}

function checkTimestamp({ timestamp, atMs }: SignedRequest): CheckStep {
  const name = 'Timestamp';
  if (!timestamp) return { name, holds: null, says: 'There is none to look at.' };
  if (!/^\d{1,12}$/.test(timestamp)) {
    const says = /^\d{13,}$/.test(timestamp)
      ? 'It has too many digits: it must be seconds, and these seem to be milliseconds.'
      : 'It is no whole number of seconds.';
    return { name, holds: false, says };
  }
  const ageSeconds = Math.round(atMs / 1_000 - Number(timestamp));
  const age = ageSeconds < 0 ? `${-ageSeconds} s ahead` : `${ageSeconds} s old`;
  return Math.abs(atMs / 1_000 - Number(timestamp)) <= toleranceSeconds
    ? { name, holds: true, says: `${age}; up to ${toleranceSeconds} s are allowed.` }
    : { name, holds: false, says: `${age}: more than the ${toleranceSeconds} s that are allowed.` };
}

function checkKey(key: Key | string): CheckStep {
  const name = 'Secret';
  if (typeof key === 'string') return { name, holds: key === noSecret ? null : false, says: key };
  const says = key.version === 'v1' ? `HMAC, ${key.bytes.length} bytes.` : 'An ed25519 public key.';
  return { name, holds: true, says };
}

const noSecret = 'Paste it to go on.';

/** @returns why it is none, in words */
function readKey(text: string): Key | string {
  const [, prefix, base64 = ''] = /^(whsec_|whpk_|whsk_)?(.*)$/s.exec(text.trim()) ?? [];
  if (base64 === '') return noSecret;
  if (prefix === 'whsk_') {
    return 'This is the sender’s private key. It is not needed here: take the public one, whpk_….';
  }
  const bytes = bytesOf(base64);
  if (bytes === null || bytes.length === 0) return 'It is not base64; some of it may be missing.';
  if (prefix !== 'whpk_') return { version: 'v1', bytes };
  return bytes.length === 32
    ? { version: 'v1a', bytes }
    : `A public key has 32 bytes; this one has ${bytes.length}.`;
}

/** @returns null for what is not base64 */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(base64);
    // White space within is passed over by `atob`, and by no receiver.
    if (btoa(binary).replace(/=+$/, '') !== base64.replace(/=+$/, '')) return null;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function contentStep({ id, timestamp, body, isCut }: SignedRequest, content: string | null): CheckStep {
  const name = 'Signed content';
  if (isCut) {
    return { name, holds: null, says: 'The receiver kept a part of the body only. Paste the whole of it.' };
  }
  if (content === null) return { name, holds: null, says: 'It takes an id and a timestamp.' };
  const bytes = new TextEncoder().encode(body).length;
  const what = bytes === 0 ? 'an empty body' : `${bytes} bytes of body`;
  return { name, holds: true, says: `${id}.${timestamp}. and ${what}.` };
}

function signatureStep(checked: readonly CheckedSignature[]): CheckStep {
  const name = 'Signature';
  const index = checked.findIndex(({ matches }) => matches === true);
  if (index >= 0) {
    const says = checked.length === 1 ? 'It matches.' : `Number ${index + 1} of ${checked.length} matches.`;
    return { name, holds: true, says };
  }
  if (checked.some(({ matches }) => matches === null)) {
    return { name, holds: null, says: 'This browser cannot check it.' };
  }
  const says = checked.length === 1 ? 'It does not match.' : `None of the ${checked.length} matches.`;
  return { name, holds: false, says };
}

interface Comparison {
  key: Key;
  content: string;
  expected: string | null;
}

async function compare(text: string, { key, content, expected }: Comparison): Promise<CheckedSignature> {
  const [version, value = ''] = text.split(',', 2);
  if (version !== key.version) {
    const says =
      version === 'v1' || version === 'v1a'
        ? `Made with ${version === 'v1' ? 'an HMAC secret' : 'an ed25519 key'}, which this is not.`
        : 'It begins with neither v1 nor v1a.';
    return { text, matches: false, says };
  }
  const matches = expected === null ? await verifies(key.bytes, value, content) : `v1,${value}` === expected;
  const says = matches === null ? 'This browser knows no ed25519.' : matches ? 'Matches.' : 'Differs.';
  return { text, matches, says };
}

async function hmac(secret: Uint8Array<ArrayBuffer>, content: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(content));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** @returns null where the browser cannot do it */
async function verifies(
  publicKey: Uint8Array<ArrayBuffer>,
  signature: string,
  content: string,
): Promise<boolean | null> {
  const given = bytesOf(signature);
  if (given === null) return false;
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, given, new TextEncoder().encode(content));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return null;
    return false;
  }
}

interface Failed {
  secret: string;
  key: Key;
  checked: readonly CheckedSignature[];
}

/** Tries what is most often done wrong, and says which of it was signed. */
async function findAdvice(request: SignedRequest, { secret, key, checked }: Failed): Promise<string | null> {
  if (checked.every(({ text }) => !text.startsWith(`${key.version},`))) {
    return 'No signature is of the kind of this secret. Take the secret that the sender signs with.';
  }
  if (key.version !== 'v1') return null;
  const { id, timestamp, body } = request;
  const borne = checked.map(({ text }) => text);
  const isSigned = async (bytes: Uint8Array<ArrayBuffer>, text: string): Promise<boolean> =>
    borne.includes(`v1,${await hmac(bytes, `${id}.${timestamp}.${text}`)}`);
  const encoder = new TextEncoder();
  for (const text of [secret.trim(), secret.trim().replace(/^whsec_/, '')]) {
    if (await isSigned(encoder.encode(text), body)) {
      return 'It was signed with the characters of the secret; they are base64 and must be decoded first.';
    }
  }
  for (const text of [body.trim(), `${body}\n`, writtenAgain(body)]) {
    if (text !== null && text !== body && (await isSigned(key.bytes, text))) {
      return 'It holds for the same body with other white space: the body must be checked exactly as it came, before it is parsed.';
    }
  }
  return null;
}

function writtenAgain(body: string): string | null {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return null;
  }
}
