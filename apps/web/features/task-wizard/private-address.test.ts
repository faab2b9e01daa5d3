import { expect, test } from '@jest/globals';
import { privateAddressOf } from './private-address';

test.each([
  ['http://127.0.0.1:3002/webhook', '127.0.0.1'],
  ['http://2130706433/', '127.0.0.1'],
  ['http://10.1.2.3/', '10.1.2.3'],
  ['http://172.31.0.1/', '172.31.0.1'],
  ['http://192.168.1.1/', '192.168.1.1'],
  ['http://169.254.169.254/latest', '169.254.169.254'],
  ['http://100.64.0.1/', '100.64.0.1'],
  ['http://localhost:8080/', 'localhost'],
  ['http://box.internal/', 'box.internal'],
  ['http://[::1]/', '::1'],
  ['http://[fd00::1]/', 'fd00::1'],
  ['http://[::ffff:10.0.0.1]/', '::ffff:a00:1'],
])('%s is told to be private', (url, host) => {
  expect(privateAddressOf(url)).toBe(host);
});

test.each([
  'https://example.com/',
  'http://172.32.0.1/',
  'http://100.128.0.1/',
  'http://[2001:db8::1]/',
  'x',
  '',
])('%s is not', (url) => {
  expect(privateAddressOf(url)).toBeNull();
});
