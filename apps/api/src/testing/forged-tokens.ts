import { createHmac } from 'node:crypto';
import type { TestUser } from './accounts.js';
import { unknownId } from './api.js';

/** For the API that the forgers do not get into. */
export const jwtSecret = 'the secret of this API, of which nobody knows';

/** A token of our own form, unless it is told otherwise. */
export function signToken(
  payload: object,
  header: object = { alg: 'HS256', typ: 'JWT' },
  key = jwtSecret,
  hash = 'sha256',
): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
}

/** What the user's own token says. */
export function claimsOf({ accessToken }: TestUser): object {
  return JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()) as object;
}

type Forge = (user: TestUser, claims: object) => string;

const forgeries: [string, Forge][] = [
  ['alg none', (_, claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`],
  ['alg None, with our signature', (_, claims) => signToken(claims, { alg: 'None' })],
  [
    'alg none over our signature',
    (user) => [encode({ alg: 'none' }), ...user.accessToken.split('.').slice(1)].join('.'),
  ],
  [
    'another secret',
    (_, claims) => signToken(claims, undefined, 'another secret, of the same length as ours'),
  ],
  ['an empty secret', (_, claims) => signToken(claims, undefined, '')],
  [
    'another algorithm under our secret',
    (_, claims) => signToken(claims, { alg: 'HS512' }, jwtSecret, 'sha512'),
  ],
  ['an asymmetric algorithm named over our signature', (_, claims) => signToken(claims, { alg: 'RS256' })],
  [
    'a key that it brings itself',
    (_, claims) => signToken(claims, { alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, 'AAAA'),
  ],
  ['a key file named by it', (_, claims) => signToken(claims, { alg: 'HS256', kid: '../../dev/null' }, '')],
  ['a header that must be understood', (_, claims) => signToken(claims, { alg: 'HS256', crit: ['x'], x: 1 })],
  ['expired', (_, claims) => signToken({ ...claims, iat: nowSeconds() - 700, exp: nowSeconds() - 31 })],
  ['no expiry', (_, claims) => signToken({ ...claims, exp: undefined })],
  [
    'a life longer than ours',
    (_, claims) => signToken({ ...claims, iat: nowSeconds() - 700, exp: nowSeconds() + 86_400 }),
  ],
  ['not yet valid', (_, claims) => signToken({ ...claims, nbf: nowSeconds() + 60 })],
  ['made in the future', (_, claims) => signToken({ ...claims, iat: nowSeconds() + 60 })],
  ['another audience', (_, claims) => signToken({ ...claims, aud: 'somebody else' })],
  ['no audience', (_, claims) => signToken({ ...claims, aud: undefined })],
  ['another issuer', (_, claims) => signToken({ ...claims, iss: 'somebody else' })],
  ['another user', (_, claims) => signToken({ ...claims, sub: unknownId })],
  ['another session', (_, claims) => signToken({ ...claims, sid: unknownId })],
  ['another version of the user', (_, claims) => signToken({ ...claims, ver: 2 })],
  ['SQL for a subject', (_, claims) => signToken({ ...claims, sub: "' or 1=1 --" })],
  [
    'an altered payload',
    (user, claims) => {
      const [header, , signature] = user.accessToken.split('.');
      return [header, encode({ ...claims, role: 'admin' }), signature].join('.');
    },
  ],
  ['no signature', (user) => user.accessToken.split('.').slice(0, 2).join('.')],
  ['half of a token', (user) => user.accessToken.slice(0, -10)],
  ['a token as long as headers may be', (_, claims) => signToken({ ...claims, pad: 'x'.repeat(8_000) })],
  ['a key that nobody made', () => `cak_${'0'.repeat(12)}_${'x'.repeat(43)}`],
  ['not a token', () => 'x'],
];

/** What is wrong with a token, and one with which just this is wrong, made from that of the user. */
export const forgedTokens: [string, (user: TestUser) => string][] = forgeries.map(([fault, forge]) => [
  fault,
  (user) => forge(user, claimsOf(user)),
]);

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
