import { describe, expect, test } from '@jest/globals';
import type { SignedRequest } from './check-signature';
import { checkSignature } from './check-signature';

/** The vectors of Standard Webhooks, as the receiver's own verifier is tested with. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';
const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const rightEd25519 =
  'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
const ofOther = 'v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44=';
const sentAt = 1_614_265_330;

const request = (overrides: Partial<SignedRequest> = {}): SignedRequest => ({
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: String(sentAt),
  signatures: right,
  body: '{"test": 2432232314}',
  isCut: false,
  atMs: sentAt * 1_000,
  ...overrides,
});

/** What each part comes to: `true`, `false`, or `null`. */
async function partsOf(overrides: Partial<SignedRequest>, key = secret) {
  const { holds, steps } = await checkSignature(request(overrides), key);
  return { holds, ...Object.fromEntries(steps.map((step) => [step.name, step.holds])) };
}

const allHold = { Headers: true, Id: true, Timestamp: true, Secret: true, 'Signed content': true };

describe('what holds', () => {
  test.each<[string, Partial<SignedRequest>, string]>([
    ['an HMAC', {}, secret],
    ['an HMAC, the secret without its prefix', {}, secret.slice('whsec_'.length)],
    ['an ed25519 signature', { signatures: rightEd25519 }, publicKey],
    [
      'UTF-8',
      { body: '{"name":"Zoë 🚀"}', signatures: 'v1,UIIYqyWKzXJf0cc8PHV1DeJyoJm4DEe8IXHdvW7refs=' },
      secret,
    ],
    ['an empty body', { body: '', signatures: 'v1,v48jdbgvh29KJz2Qc+ghw8G6vG3nAKnujWBg8oM/62A=' }, secret],
    ['a timestamp 300 s old', { atMs: (sentAt + 300) * 1_000 }, secret],
  ])('%s', async (_name, overrides, key) => {
    expect(await partsOf(overrides, key)).toEqual({ holds: true, ...allHold, Signature: true });
  });

  test('one of several signatures, and which of them', async () => {
    const check = await checkSignature(request({ signatures: `v1,AAAA ${ofOther} ${right}` }), secret);
    expect([check.holds, check.expected]).toEqual([true, right]);
    expect(check.signatures.map(({ matches }) => matches)).toEqual([false, false, true]);
    expect(check.steps.at(-1)?.says).toBe('Number 3 of 3 matches.');
  });
});

describe('which part does not hold', () => {
  test.each<[string, string, Partial<SignedRequest>, string]>([
    ['Headers', 'no signature', { signatures: null }, secret],
    ['Headers', 'no timestamp', { timestamp: '' }, secret],
    ['Id', 'an id with a dot', { id: 'a.1' }, secret],
    ['Timestamp', 'one that is too old', { atMs: (sentAt + 301) * 1_000 }, secret],
    ['Timestamp', 'one from the future', { atMs: (sentAt - 301) * 1_000 }, secret],
    ['Timestamp', 'one in milliseconds', { timestamp: `${sentAt}000` }, secret],
    ['Secret', 'one that is not base64', {}, 'whsec_not base64!'],
    ['Secret', 'the private key', {}, 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc='],
    ['Secret', 'a short public key', {}, 'whpk_AAAA'],
    ['Signature', 'another body', { body: '{"test": 1}' }, secret],
    ['Signature', 'another secret', {}, otherSecret],
    ['Signature', 'an HMAC and a public key', {}, publicKey],
    [
      'Signature',
      'an ed25519 signature of something else',
      { signatures: rightEd25519, body: '' },
      publicKey,
    ],
    ['Signature', 'an ed25519 signature that is short', { signatures: 'v1a,AAAA' }, publicKey],
  ])('%s: %s', async (part, _name, overrides, key) => {
    expect(await partsOf(overrides, key)).toMatchObject({ holds: false, [part]: false });
  });

  test('a body that was cut, or a secret not yet there: nothing is claimed of the signature', async () => {
    expect(await partsOf({ isCut: true })).toMatchObject({ holds: null, Signature: null });
    expect(await partsOf({}, '')).toMatchObject({ holds: null, Secret: null, Signature: null });
  });

  test('what was probably done wrong is told', async () => {
    const adviceOn = async (overrides: Partial<SignedRequest>, key = secret) =>
      (await checkSignature(request(overrides), key)).advice;
    const compact = 'v1,Vif40peJBP7Iyl0XGmu61n4MwdrcHov5CFREBpE0svs=';
    expect(await adviceOn({ signatures: compact })).toContain('other white space');
    expect(await adviceOn({}, publicKey)).toContain('kind of this secret');
    const undecoded = Buffer.from(secret).toString('base64');
    const { expected } = await checkSignature(request(), undecoded);
    expect(await adviceOn({ signatures: expected })).toContain('must be decoded');
    expect(await adviceOn({ signatures: 'v1,AAAA' })).toBeNull();
  });
});
