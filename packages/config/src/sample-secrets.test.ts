import { describe, expect, test } from '@jest/globals';
import { parseVariables } from './load.js';
import { judgeSampleSecrets } from './sample-secrets.js';
import { dataVariables, metricsVariables, signInVariables } from './variables.js';

const variables = { ...dataVariables, ...metricsVariables, ...signInVariables };
const judge = (environment: Record<string, string>, host: string) =>
  judgeSampleSecrets(parseVariables(variables, environment), { host, variable: 'CARILLON_API_HOST' });
const key = (bytes: Uint8Array) => `one:${Buffer.from(bytes).toString('base64')}`;
const randomKey = 'one:q8Vt2xLr0ZpYw5NcKd7HfJm3GsBa9TeUi1Ro6QvXlEw=';

const samples: [string, string][] = [
  ['CARILLON_ADMIN_PASSWORD', 'change-me-please'],
  ['CARILLON_ADMIN_PASSWORD', 'password1234'],
  ['CARILLON_ADMIN_PASSWORD', 'aaaaaaaaaaaa'],
  ['CARILLON_METRICS_TOKEN', 'your-metrics-token'],
  ['CARILLON_METRICS_TOKEN', '1111222233334444'],
  ['CARILLON_ENCRYPTION_KEYS', key(Buffer.alloc(32, 0))],
  ['CARILLON_ENCRYPTION_KEYS', key(Buffer.from('0123456789abcdef0123456789abcdef'))],
  ['CARILLON_ENCRYPTION_KEYS', key(Uint8Array.from({ length: 32 }, (_, index) => index + 240))],
  ['CARILLON_ENCRYPTION_KEYS', `${randomKey},two:${Buffer.alloc(32, 7).toString('base64')}`],
];

describe('a sample secret', () => {
  test.each(samples)('as %s, "%s", is refused beyond loopback and not repeated', (name, value) => {
    const environment = { [name]: value };
    expect(() => judge(environment, '0.0.0.0')).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        fieldErrors: [expect.objectContaining({ path: name })],
      }),
    );
    expect(() => judge(environment, '0.0.0.0')).toThrow('CARILLON_API_HOST is 0.0.0.0');
    expect(() => judge(environment, '0.0.0.0')).not.toThrow(value);
  });

  test.each(samples)('as %s, "%s", is a warning on loopback, which does not repeat it', (name, value) => {
    const warnings = judge({ [name]: value }, '127.0.0.1');
    expect(warnings).toEqual([expect.stringContaining(`${name} is a sample`)]);
    expect(warnings.join()).not.toContain(value);
  });

  test('is named beside every other one', () => {
    const both = { CARILLON_ADMIN_PASSWORD: 'password1234', CARILLON_METRICS_TOKEN: 'change-me-change-me' };
    expect(() => judge(both, '::')).toThrow(/CARILLON_ADMIN_PASSWORD.*CARILLON_METRICS_TOKEN/);
  });

  test('is none of these', () => {
    const real = {
      CARILLON_ADMIN_PASSWORD: 'correct horse battery',
      CARILLON_METRICS_TOKEN: 'b9Qk3Zr8Tn2Vx5Lc',
      CARILLON_ENCRYPTION_KEYS: randomKey,
    };
    expect(judge(real, '0.0.0.0')).toEqual([]);
    expect(judge({}, '0.0.0.0')).toEqual([]);
  });
});
