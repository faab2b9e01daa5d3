import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { newEd25519Secret, newHmacSecret, publicKeyOf, signWebhook, signingKeyOf } from './signature.js';

const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const timestampS = 1_614_265_330;
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const secondSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const ed25519Bytes =
  '6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const body = '{"test": 2432232314}';
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const secondSignature = 'v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44=';

const signed = (secrets: string[], content = body) =>
  signWebhook(secrets.map(signingKeyOf), { id, timestampS, body: content });

describe('signatures by Standard Webhooks', () => {
  test.each([
    ['1: the official vector', secret, body, signature],
    [
      '2: ed25519, the official vector',
      `whsk_${ed25519Bytes}`,
      body,
      'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
    ],
    [
      '3: every byte of the body counts',
      secret,
      '{"test":2432232314}',
      'v1,Vif40peJBP7Iyl0XGmu61n4MwdrcHov5CFREBpE0svs=',
    ],
    ['4: an empty body', secret, '', 'v1,v48jdbgvh29KJz2Qc+ghw8G6vG3nAKnujWBg8oM/62A='],
    [
      '5: beyond ASCII, as UTF-8',
      secret,
      '{"name":"Zoë 🚀"}',
      'v1,UIIYqyWKzXJf0cc8PHV1DeJyoJm4DEe8IXHdvW7refs=',
    ],
    ['6: the second secret', secondSecret, body, secondSignature],
  ])('vector %s', (_, text, content, expected) => {
    expect(signed([text], content)).toBe(expected);
  });

  test('vector 6: during a rotation the new key’s stands first', () => {
    expect(signed([secondSecret, secret])).toBe(`${secondSignature} ${signature}`);
  });

  test('the public half of the official ed25519 key', () => {
    expect(publicKeyOf(signingKeyOf(`whsk_${ed25519Bytes}`))).toBe(
      'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
    );
    expect(publicKeyOf(signingKeyOf(secret))).toBeNull();
  });

  test('a new ed25519 secret signs what its public half verifies', () => {
    const text = newEd25519Secret();
    const key = signingKeyOf(text);
    const x = Buffer.from(publicKeyOf(key)!.slice('whpk_'.length), 'base64').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const value = Buffer.from(signWebhook([key], { id, timestampS, body }).slice('v1a,'.length), 'base64');
    expect(verify(null, Buffer.from(`${id}.${timestampS}.${body}`), publicKey, value)).toBe(true);
    expect(newEd25519Secret()).not.toBe(text);
  });
});

describe('the public library', () => {
  beforeAll(() => void jest.useFakeTimers({ now: timestampS * 1_000 }));
  afterAll(() => void jest.useRealTimers());

  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestampS),
    'webhook-signature': signed([secret]),
  };
  const verifyWith = (text: string, changes: Record<string, string | undefined> = {}) =>
    new Webhook(text).verify(body, { ...headers, ...changes });

  test.each([
    ['as it is sent', secret, {}],
    ['with a secret without its prefix', secret.slice('whsec_'.length), {}],
    [
      'in the middle of a rotation, with the old secret',
      secret,
      { 'webhook-signature': signed([secondSecret, secret]) },
    ],
    [
      'in the middle of a rotation, with the new one',
      secondSecret,
      { 'webhook-signature': signed([secondSecret, secret]) },
    ],
    [
      'beside an ed25519 signature',
      secret,
      { 'webhook-signature': signed([`whsk_${ed25519Bytes}`, secret]) },
    ],
    ['five minutes later', secret, { ...at(-300) }],
  ])('accepts what was signed %s', (_, text, changes) => {
    expect(verifyWith(text, changes)).toEqual({ test: 2_432_232_314 });
  });

  test('accepts what a new secret signs', () => {
    const text = newHmacSecret();
    expect(verifyWith(text, { 'webhook-signature': signed([text]) })).toBeDefined();
    expect(newHmacSecret()).not.toBe(text);
  });

  test.each([
    ['no id', { 'webhook-id': undefined }],
    ['no timestamp', { 'webhook-timestamp': undefined }],
    ['no signature', { 'webhook-signature': undefined }],
    ['a timestamp that is no number', { 'webhook-timestamp': 'now' }],
    ['a timestamp of five minutes and a second ago', { ...at(-301) }],
    ['a timestamp five minutes and a second ahead', { ...at(301) }],
    ['a truncated signature', { 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLawdd' }],
    ['the right signature under another version', { 'webhook-signature': signature.replace('v1', 'v2') }],
    ['another id', { 'webhook-id': 'msg_other' }],
    ['the signature of another secret', { 'webhook-signature': signed([secondSecret]) }],
  ])('refuses %s', (_, changes) => {
    expect(() => verifyWith(secret, changes)).toThrow();
  });

  test('refuses an empty secret', () => {
    expect(() => verifyWith('')).toThrow();
  });

  /** Headers of an attempt so many seconds from now, rightly signed. */
  function at(seconds: number) {
    const moment = timestampS + seconds;
    return {
      'webhook-timestamp': String(moment),
      'webhook-signature': signWebhook([signingKeyOf(secret)], { id, timestampS: moment, body }),
    };
  }
});

describe('a signing secret is refused', () => {
  const base64 = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64');

  test.each([
    ['without a prefix', secret.slice('whsec_'.length), 'must begin with whsec_ or whsk_'],
    ['when it is empty', '', 'must begin with'],
    ['when it is a public key', 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=', 'is a public key'],
    ['when it is shorter than 24 bytes', `whsec_${base64(23)}`, '24 to 64 bytes'],
    ['when it is longer than 64 bytes', `whsec_${base64(65)}`, '24 to 64 bytes'],
    ['when it is not base64', `whsec_${base64(31)}!`, 'must be base64'],
    ['when a character is lost', secret.slice(0, -1), 'must be base64'],
    ['when an ed25519 key has only its seed', `whsk_${base64(32)}`, '64 bytes'],
    ['when seed and public key do not belong together', `whsk_${base64(64)}`, 'do not belong together'],
  ])('%s', (_, text, reason) => {
    expect(() => signingKeyOf(text)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
    expect(() => signingKeyOf(text)).toThrow(reason);
  });

  test('and its text is never repeated', () => {
    expect(() => signingKeyOf('whsec_canary')).toThrow(/^(?!.*canary)/);
  });

  test.each([24, 64])('but not with %i bytes', (bytes) => {
    expect(signingKeyOf(`whsec_${base64(bytes)}`).kind).toBe('hmac');
  });
});
