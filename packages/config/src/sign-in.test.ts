import { describe, expect, test } from '@jest/globals';
import { parseVariables } from './load.js';
import { toSignInConfig } from './sign-in.js';
import { signInVariables } from './variables.js';

const read = (environment: Record<string, string>) =>
  toSignInConfig(parseVariables(signInVariables, environment));
const good = 'q8Vt2xLr0ZpYw5NcKd7HfJm3GsBa9TeUi1Ro6QvXlEw=';

describe('who may come in', () => {
  test('needs nothing in the environment', () => {
    expect(read({})).toEqual({
      jwtSecret: null,
      firstAdministrator: null,
      rateLimitPerMinute: 3_000,
      trustedProxies: [],
    });
  });

  test('takes a secret, an administrator and proxies', () => {
    const environment = {
      JWT_SECRET: good,
      CARILLON_ADMIN_EMAIL: 'a@example.com',
      CARILLON_ADMIN_PASSWORD: 'twelve chars',
      CARILLON_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1,fd00::/8',
      CARILLON_RATE_LIMIT_PER_MINUTE: '0',
    };
    expect(read(environment)).toEqual({
      jwtSecret: good,
      firstAdministrator: { email: 'a@example.com', password: 'twelve chars' },
      rateLimitPerMinute: 0,
      trustedProxies: ['10.0.0.0/8', '127.0.0.1', 'fd00::/8'],
    });
  });

  test.each([
    'too short, but random: q8Vt2xL',
    'change-me-change-me-change-me-change-me',
    'please change this secret before you deploy',
    'your-256-bit-secret-your-256-bit-secret',
    'my-super-secret-jwt-key-for-development-only',
    'a placeholder of more than thirty-two bytes',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '0123456789abcdef0123456789abcdef',
  ])('refuses the secret "%s" and does not repeat it', (secret) => {
    expect(() => read({ JWT_SECRET: secret })).toThrow(/JWT_SECRET: (must have|is a sample)/);
    expect(() => read({ JWT_SECRET: secret })).not.toThrow(secret);
  });

  test.each([
    ['CARILLON_ADMIN_PASSWORD', { CARILLON_ADMIN_EMAIL: 'a@example.com' }],
    ['CARILLON_ADMIN_EMAIL', { CARILLON_ADMIN_PASSWORD: 'twelve chars' }],
    [
      'CARILLON_ADMIN_PASSWORD',
      { CARILLON_ADMIN_EMAIL: 'a@example.com', CARILLON_ADMIN_PASSWORD: 'eleven char' },
    ],
    ['CARILLON_TRUSTED_PROXIES', { CARILLON_TRUSTED_PROXIES: 'everybody' }],
    ['CARILLON_RATE_LIMIT_PER_MINUTE', { CARILLON_RATE_LIMIT_PER_MINUTE: '-1' }],
  ])('names %s', (name, environment) => {
    expect(() => read(environment)).toThrow(name);
  });
});
