import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseVariables } from './load.js';
import { outboundAndOwnVariables, toOutboundConfig } from './outbound.js';
import { optionalDatabaseVariables, queueVariables } from './variables.js';

const variables = { ...outboundAndOwnVariables, ...optionalDatabaseVariables, ...queueVariables };
const load = (environment: Record<string, string>) =>
  toOutboundConfig(parseVariables(variables, environment));
const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

test('nothing is allowed, http is, and there is no proxy, as long as nobody says otherwise', () => {
  expect(load({})).toMatchObject({
    outboundAllow: [],
    outboundHttp: true,
    outboundProxyUrl: null,
    outboundCa: null,
  });
});

test('the allow-list is read apart, blanks and empty entries aside', () => {
  const { outboundAllow } = load({ CARILLON_OUTBOUND_ALLOW: '10.0.0.0/8, billing.corp:8080 ,,' });
  expect(outboundAllow).toEqual(['10.0.0.0/8', 'billing.corp:8080']);
});

test('our own services are the database, the queue, the API, the dashboard and the health endpoints', () => {
  const { ownAddresses } = load({
    DATABASE_URL: 'postgres://user:secret@db.test/x',
    REDIS_URL: 'redis://[::1]:6380',
    CARILLON_API_HOST: '::',
  });
  const here = ['127.0.0.1:3000', '127.0.0.1:3010', '127.0.0.1:3011'];
  const expected = ['db.test:5432', '[::1]:6380', '[::]:3001', ...here];
  expect(ownAddresses).toEqual(expected);
  expect(load({ DATABASE_URL: 'postgres:///x?host=/var/run' }).ownAddresses).toHaveLength(4);
});

test('authorities come as PEM text or as the path of a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-ca-'));
  const [good, bad] = [join(folder, 'ca.pem'), join(folder, 'bad.pem')];
  writeFileSync(good, certificate);
  writeFileSync(bad, 'no certificate');
  expect(load({ CARILLON_OUTBOUND_CA: certificate }).outboundCa).toBe(certificate);
  expect(load({ CARILLON_OUTBOUND_CA: good }).outboundCa).toBe(certificate);
  expect(() => load({ CARILLON_OUTBOUND_CA: bad })).toThrow('CARILLON_OUTBOUND_CA: holds no PEM certificate');
  rmSync(folder, { recursive: true });
  expect(() => load({ CARILLON_OUTBOUND_CA: good })).toThrow('names a file that cannot be read');
});
