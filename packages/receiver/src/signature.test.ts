import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, jest, test } from '@jest/globals';

const compared = jest.fn<(left: Uint8Array, right: Uint8Array) => void>();
const realCrypto = await import('node:crypto');
jest.unstable_mockModule('node:crypto', () => ({
  ...realCrypto,
  timingSafeEqual: (left: Uint8Array, right: Uint8Array) => {
    compared(left, right);
    return realCrypto.timingSafeEqual(left, right);
  },
}));
const { createVerifier } = await import('./signature.js');

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';
const spaced = '{"test": 2432232314}';
const timestamp = 1_614_265_330;
const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const rightEd25519 =
  'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
const ofOther = 'v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44=';

interface Attempt {
  secrets?: string | string[];
  headers?: Record<string, string | undefined>;
  signature?: string;
  body?: string;
  /** Seconds since the timestamp. */
  age?: number;
}

function verify({ secrets = secret, headers, signature = right, body = spaced, age = 0 }: Attempt = {}) {
  const verifier = createVerifier(secrets, { now: () => (timestamp + age) * 1_000 });
  const all = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
    ...headers,
  };
  return verifier(all, Buffer.from(body));
}

const refusal = (reason: string) => ({ ok: false, reason });
const accepted = { ok: true, id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' };

describe('the vectors of Standard Webhooks pass', () => {
  test.each<[string, Attempt]>([
    ['1, HMAC', {}],
    ['2, ed25519', { secrets: publicKey, signature: rightEd25519 }],
    [
      '3, without the space',
      { body: '{"test":2432232314}', signature: 'v1,Vif40peJBP7Iyl0XGmu61n4MwdrcHov5CFREBpE0svs=' },
    ],
    ['4, an empty body', { body: '', signature: 'v1,v48jdbgvh29KJz2Qc+ghw8G6vG3nAKnujWBg8oM/62A=' }],
    ['5, UTF-8', { body: '{"name":"Zoë 🚀"}', signature: 'v1,UIIYqyWKzXJf0cc8PHV1DeJyoJm4DEe8IXHdvW7refs=' }],
    ['6, the second secret', { secrets: otherSecret, signature: ofOther }],
  ])('%s', (_name, attempt) => {
    expect(verify(attempt)).toEqual(accepted);
  });
});

describe('what must pass', () => {
  test.each<[string, Attempt]>([
    ['several signatures of which one matches', { signature: `v1,AAAA ${ofOther} ${right}` }],
    ['a signature of the second of two secrets', { secrets: [otherSecret, secret] }],
    ['a secret without its prefix', { secrets: secret.slice('whsec_'.length) }],
    ['either kind where both are given', { secrets: [publicKey, secret], signature: rightEd25519 }],
    ['a timestamp 300 s old', { age: 300 }],
    ['a timestamp 300 s ahead', { age: -300 }],
  ])('%s', (_name, attempt) => {
    expect(verify(attempt)).toEqual(accepted);
  });

  test('the headers as the Web has them', () => {
    const headers = new Headers({
      'Webhook-Id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'Webhook-Timestamp': String(timestamp),
      'Webhook-Signature': right,
    });
    const verifier = createVerifier(secret, { now: () => timestamp * 1_000 });
    expect(verifier(headers, Buffer.from(spaced))).toEqual(accepted);
  });
});

describe('what must fail', () => {
  test.each<[string, Attempt, string]>([
    ['no id', { headers: { 'webhook-id': undefined } }, 'header_missing'],
    ['no timestamp', { headers: { 'webhook-timestamp': undefined } }, 'header_missing'],
    ['no signature', { headers: { 'webhook-signature': undefined } }, 'header_missing'],
    ['an empty signature', { signature: '' }, 'header_missing'],
    ['a timestamp that is no number', { headers: { 'webhook-timestamp': 'soon' } }, 'timestamp_invalid'],
    ['a timestamp in hex', { headers: { 'webhook-timestamp': '0x6037bb32' } }, 'timestamp_invalid'],
    [
      'a timestamp with a fraction',
      { headers: { 'webhook-timestamp': `${timestamp}.0` } },
      'timestamp_invalid',
    ],
    ['a timestamp 301 s old', { age: 301 }, 'timestamp_too_old'],
    ['a timestamp 301 s ahead', { age: -301 }, 'timestamp_too_new'],
    [
      'a truncated signature',
      { signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLawdd' },
      'signature_mismatch',
    ],
    ['the right signature under v2', { signature: right.replace('v1,', 'v2,') }, 'signature_mismatch'],
    ['the right signature under v1a', { signature: right.replace('v1,', 'v1a,') }, 'signature_mismatch'],
    ['the right signature without a version', { signature: right.slice(3) }, 'signature_mismatch'],
    ['a version alone', { signature: 'v1' }, 'signature_mismatch'],
    ['the right bytes in another spelling', { signature: right.replace('+', '-') }, 'signature_mismatch'],
    ['another secret', { secrets: otherSecret }, 'signature_mismatch'],
    ['another body', { body: '{"test": 2432232315}' }, 'signature_mismatch'],
    ['the body written again', { body: JSON.stringify(JSON.parse(spaced)) }, 'signature_mismatch'],
    ['another id', { headers: { 'webhook-id': 'msg_other' } }, 'signature_mismatch'],
    ['another timestamp', { headers: { 'webhook-timestamp': String(timestamp + 1) } }, 'signature_mismatch'],
    ['an HMAC where a public key is given', { secrets: publicKey }, 'signature_mismatch'],
    [
      'an ed25519 signature that is short',
      { secrets: publicKey, signature: 'v1a,AAAA' },
      'signature_mismatch',
    ],
  ])('%s', (_name, attempt, reason) => {
    expect(verify(attempt)).toEqual(refusal(reason));
  });

  test('an id with a dot, with which another timestamp and body would be signed alike', () => {
    const { privateKey, publicKey: pair } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(pair.export({ format: 'jwk' }).x!, 'base64url').toString('base64');
    const signature = `v1a,${sign(null, Buffer.from(`a.${timestamp}.1614265331.{}`), privateKey).toString('base64')}`;
    const as = (id: string, time: number, body: string) =>
      verify({
        secrets: `whpk_${raw}`,
        signature,
        body,
        headers: { 'webhook-id': id, 'webhook-timestamp': String(time) },
      });
    expect(as('a', timestamp, '1614265331.{}')).toEqual({ ok: true, id: 'a' });
    expect(as(`a.${timestamp}`, 1_614_265_331, '{}')).toEqual(refusal('id_invalid'));
  });

  test.each([
    ['none', []],
    ['an empty one', ''],
    ['an empty one beside a good one', [secret, '']],
    ['a prefix alone', 'whsec_'],
    ['what is not base64', 'whsec_not base64!'],
    ['a public key that is short', 'whpk_AAAA'],
    ['the sender’s own key', 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc='],
  ])('to make a verifier of %s', (_name, secrets) => {
    expect(() => createVerifier(secrets)).toThrow(/secret|key/);
  });
});

test('A signature is compared in constant time, all of its bytes, whether it is right or wrong', () => {
  const nearly = right.replace('OE=', 'OA=');
  const far = `v1,${'A'.repeat(43)}=`;
  for (const [signature, ok] of [
    [right, true],
    [nearly, false],
    [far, false],
  ] as const) {
    compared.mockClear();
    expect(verify({ signature }).ok).toBe(ok);
    expect(compared).toHaveBeenCalledTimes(1);
    const [given, expected] = compared.mock.calls[0]!;
    expect([`v1,${Buffer.from(given).toString()}`, `v1,${Buffer.from(expected).toString()}`]).toEqual([
      signature,
      right,
    ]);
  }
});
