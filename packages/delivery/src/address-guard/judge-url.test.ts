import { describe, expect, test } from '@jest/globals';
import { forbiddenAddresses, forbiddenNames, forbiddenSpellings } from '@carillon/testkit';
import { parseAllowList } from './allow-list.js';
import { judgeUrl, parseTarget } from './judge-url.js';
import type { OutboundOptions } from './outbound-policy.js';
import { createOutboundPolicy, judgeAnswers } from './outbound-policy.js';

const judge = (url: string, options: OutboundOptions = {}) => judgeUrl(url, createOutboundPolicy(options));
const judgeHost = (host: string, options?: OutboundOptions) => judge(`http://${host}/hook`, options);

describe('addresses', () => {
  test.each(forbiddenAddresses.ipv4)('%s is refused', (address) => {
    expect(judgeHost(address)).toMatch(new RegExp(`${address} is (a|the) `));
  });

  test.each([
    ...[
      '1.1.1.1',
      '8.8.8.8',
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '126.255.255.255',
    ],
    ...['128.0.0.1', '169.253.255.255', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0'],
    ...['198.17.255.255', '198.20.0.0', '223.255.255.255', '168.63.129.15', '168.63.129.17'],
    ...['[2606:4700:4700::1111]', '[2a00:1450:4001:82a::200e]', '[2001:4860:4860::8888]', '[::ffff:8.8.8.8]'],
  ])('%s beside them is not', (address) => {
    expect(judgeHost(address)).toBeNull();
  });

  test.each(forbiddenAddresses.ipv6)('[%s] is refused', (address) => {
    expect(judgeHost(`[${address}]`)).toMatch(/ is (a|the|outside) /);
    expect(judgeAnswers({ host: 'a.test', port: 80 }, [address], createOutboundPolicy({}))).not.toBeNull();
  });

  test.each(forbiddenSpellings)('%s is understood as the parser understands it, and refused', (spelling) => {
    expect(judgeHost(spelling)).toMatch(/The address guard refuses this target/);
  });

  test.each(['[fe80::1%25eth0]', '[fe80::1%eth0]', '[::1%lo]', '0x7f.0x0.0x0.0x0.0x1', '127.0.0.256'])(
    '%s is no URL at all',
    (host) => {
      expect(judgeHost(host)).toBe('The webhook URL is not a valid URL');
    },
  );

  test('an answer with a zone, or that is no address, is refused', () => {
    const policy = createOutboundPolicy({});
    for (const answer of ['fe80::1%eth0', '2606:4700::1%eth0', '', 'x']) {
      expect(judgeAnswers({ host: 'a.test', port: 80 }, [answer], policy)).toContain('not a valid address');
    }
  });
});

describe('names', () => {
  test.each(forbiddenNames)('%s is refused before it is resolved', (name) => {
    expect(judgeHost(name)).toContain('is a name for inner use');
  });

  test.each(['example.com', 'example.com.', 'internal.example.com', 'notlocalhost.dev', 'local.example.org'])(
    '%s is not',
    (name) => expect(judgeHost(name)).toBeNull(),
  );

  test('the final dot goes, so that certificate and Host header have the plain name', () => {
    const target = parseTarget('https://example.com./a?b=c', createOutboundPolicy({}), true);
    expect(target).toMatchObject({ host: 'example.com', origin: 'https://example.com', path: '/a?b=c' });
  });
});

describe('the rest of a URL', () => {
  test.each([
    ...[80, 443, 8080, 8443, 1024, 3000, 65_535].map((port) => [port, true] as const),
    ...[0, 1, 22, 25, 79, 81, 442, 444, 1023, 1720, 2049, 6000, 6667, 10_080].map(
      (port) => [port, false] as const,
    ),
  ])('port %i is let through: %s', (port, expected) => {
    expect(judge(`http://example.com:${port}/`) === null).toBe(expected);
  });

  test.each([
    ['not a url', 'not a valid URL'],
    ['ftp://example.com/', 'must begin with http:// or https://, not ftp://'],
    ['file:///etc/passwd', 'must begin with'],
    ['http://user@example.com/', 'user name or a password'],
    ['http://:password@example.com/', 'user name or a password'],
    ['http://example.com@127.0.0.1/', 'user name or a password'],
    ['http://example.com/#part', 'fragment'],
    ['http://example.com/#', 'fragment'],
    [`http://example.com/${'a'.repeat(2_030)}`, 'longer than 2048'],
    [`http://example.com/${'é'.repeat(1_000)}`, 'longer than 2048'],
  ])('%s is refused', (url, sentence) => {
    expect(judge(url)).toContain(sentence);
  });

  test('plain http is refused where it is switched off, and https is not', () => {
    expect(judge('http://example.com/', { allowHttp: false })).toContain('use https');
    expect(judge('https://example.com/', { allowHttp: false })).toBeNull();
  });
});

describe('our own services', () => {
  const ownAddresses = ['127.0.0.1:54320', 'db.corp:5432', '0.0.0.0:3001', '8.8.8.8:9000'];
  const allow = ['127.0.0.0/8', '10.0.0.0/8', '::1', 'db.corp', 'localhost'];

  test.each([
    ...['http://127.0.0.1:54320/', 'http://127.9.9.9:54320/', 'http://[::1]:3001/', 'http://10.1.1.1:5432/'],
    ...['http://db.corp:5432/', 'http://8.8.8.8:9000/'],
  ])('%s is refused although the operator allows its range', (url) => {
    expect(judge(url, { ownAddresses, allow })).toContain('is a service of this installation');
  });

  test('a name that leads to one is refused, and other services on the same port elsewhere are not', () => {
    const policy = createOutboundPolicy({ ownAddresses, allow });
    const answers = (address: string) => judgeAnswers({ host: 'localhost', port: 3001 }, [address], policy);
    expect(answers('127.0.0.1')).toContain('is a service of this installation');
    expect(answers('10.1.1.1')).toBeNull();
  });

  test('is let through when the operator names that very host and port', () => {
    expect(judge('http://127.0.0.1:54320/', { ownAddresses, allow: ['127.0.0.1:54320'] })).toBeNull();
  });
});

describe('the allow-list', () => {
  test.each([
    ['10.0.0.0/8', 'http://10.1.2.3/', true],
    ['10.0.0.0/8', 'http://[::ffff:10.1.2.3]/', true],
    ['10.0.0.0/8', 'http://192.168.0.1/', false],
    ['fd00::/8', 'http://[fd12::1]:8080/', true],
    ['192.168.1.5', 'http://192.168.1.5:9000/', true],
    ['192.168.1.5', 'http://192.168.1.6/', false],
    ['127.0.0.1:3002', 'http://127.0.0.1:3002/', true],
    ['127.0.0.1:3002', 'http://127.0.0.1:3003/', false],
    ['127.0.0.1:3002', 'http://127.1:3002/', true],
    ['127.0.0.1:81', 'http://127.0.0.1:81/', true],
    ['[::1]:3002', 'http://[::1]:3002/', true],
    ['::1', 'http://[::1]:3002/', true],
    ['receiver', 'http://receiver:8080/', true],
    ['receiver:8080', 'http://receiver:8080/', true],
    ['receiver:8080', 'http://receiver:8081/', false],
    ['Billing.Internal.', 'http://billing.internal/', true],
    ['receiver', 'http://receiver:25/', false],
    ['receiver:25', 'http://receiver:25/', true],
  ])('%s lets %s through: %s', (entry, url, expected) => {
    expect(judge(url, { allow: [entry] }) === null).toBe(expected);
  });

  test('an inner name may lead to an allowed range, and nowhere else', () => {
    const policy = createOutboundPolicy({ allow: ['10.0.0.0/8'] });
    const endpoint = { host: 'billing.internal', port: 80 };
    expect(judgeUrl('http://billing.internal/', policy)).toBeNull();
    expect(judgeAnswers(endpoint, ['10.0.0.1'], policy)).toBeNull();
    expect(judgeAnswers(endpoint, ['8.8.8.8'], policy)).toContain('is a name for inner use');
    // Through a proxy nobody here sees where it leads.
    expect(parseTarget('http://billing.internal/', policy, false)).toMatchObject({ errorCode: 'blocked' });
  });

  test.each([
    '10.0.0.0/33',
    '10.0.0/8',
    'a/8',
    'fd00::/129',
    'a b',
    'user@host',
    'host:0',
    'host:70000',
    '*.corp',
  ])('the entry %s is refused by name', (entry) => {
    expect(() => parseAllowList(['10.0.0.0/8', entry])).toThrow(
      `CARILLON_OUTBOUND_ALLOW: "${entry}" must be`,
    );
  });
});
