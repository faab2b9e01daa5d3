import { describe, expect, test } from '@jest/globals';
import { parseVariables } from './load.js';
import { toOidcConfig } from './oidc.js';
import { apiVariables, oidcVariables } from './variables.js';

const read = (environment: Record<string, string>) =>
  toOidcConfig(parseVariables({ ...oidcVariables, FRONTEND_URL: apiVariables.FRONTEND_URL }, environment));

const least = {
  CARILLON_OIDC_ISSUER: 'https://id.example.com/realms/ours',
  CARILLON_OIDC_CLIENT_ID: 'carillon',
  FRONTEND_URL: 'https://board.example.com',
};

describe('a provider to sign in with', () => {
  test('is none unless it is named', () => {
    expect(read({})).toBeNull();
    expect(read({ FRONTEND_URL: least.FRONTEND_URL, CARILLON_OIDC_LABEL: 'Ours' })).toBeNull();
  });

  test('needs no secret, and makes no accounts unless it is told to', () => {
    expect(read(least)).toEqual({
      issuer: 'https://id.example.com/realms/ours',
      clientId: 'carillon',
      clientSecret: null,
      label: 'Single sign-on',
      newAccountRole: null,
    });
  });

  test('takes a secret, a label and the role of new accounts', () => {
    const environment = {
      ...least,
      CARILLON_OIDC_CLIENT_SECRET: 'between us',
      CARILLON_OIDC_LABEL: ' Our house ',
      CARILLON_OIDC_NEW_ACCOUNTS: 'viewer',
    };
    expect(read(environment)).toMatchObject({
      clientSecret: 'between us',
      label: 'Our house',
      newAccountRole: 'viewer',
    });
  });

  test.each(Object.keys(least))('is refused without %s', (name) => {
    expect(() => read({ ...least, [name]: '' })).toThrow(`${name}: is required`);
  });

  test.each(['http://127.0.0.1:8080/ours', 'http://localhost:8080', 'http://[::1]:8080'])(
    'may speak plain http on this machine: %s',
    (issuer) => {
      expect(read({ ...least, CARILLON_OIDC_ISSUER: issuer })?.issuer).toBe(issuer);
    },
  );

  test.each([
    ['CARILLON_OIDC_ISSUER: must be https', 'CARILLON_OIDC_ISSUER', 'http://id.example.com'],
    ['CARILLON_OIDC_ISSUER: must be https', 'CARILLON_OIDC_ISSUER', 'http://10.0.0.7:8080'],
    ['CARILLON_OIDC_ISSUER: must be a URL', 'CARILLON_OIDC_ISSUER', 'id.example.com'],
    ['CARILLON_OIDC_LABEL', 'CARILLON_OIDC_LABEL', 'x'.repeat(41)],
    ['CARILLON_OIDC_NEW_ACCOUNTS', 'CARILLON_OIDC_NEW_ACCOUNTS', 'owner'],
  ])('is refused with "%s"', (message, name, value) => {
    expect(() => read({ ...least, [name]: value })).toThrow(message);
  });
});
