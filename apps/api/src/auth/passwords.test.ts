import { describe, expect, test } from '@jest/globals';
import { AppError } from '@carillon/domain';
import { hashPassword, newPassword, verifyPassword } from './passwords.js';

describe('passwords', () => {
  test('count to their last character: neither the first 72 nor the first 99 of 100 open', async () => {
    const password = 'ä'.repeat(28) + 'b'.repeat(72);
    const hash = await hashPassword(newPassword.parse(password));
    expect(await verifyPassword(password, hash)).toBe(true);
    for (const length of [28, 72, 99]) {
      expect(await verifyPassword(password.slice(0, length), hash)).toBe(false);
    }
    expect(await verifyPassword(`${password}b`, hash)).toBe(false);
  });

  test('are hashed two at a time, 64 wait, and more are told to come back', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 70 }, () => verifyPassword('of nobody at all', null)),
    );
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refusals).toHaveLength(4);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(AppError);
      expect(refusal).toMatchObject({
        code: 'request.too_many',
        message: 'Too many sign-ins at the moment.',
        retryAfterMs: 2_000,
      });
    }
    expect(await verifyPassword('of nobody at all', null)).toBe(false);
  });
});
