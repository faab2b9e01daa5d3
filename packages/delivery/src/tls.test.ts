import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:https';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpRequest, Transport } from './exchange.js';
import type { TransportOptions } from './transport.js';
import { createTransport } from './transport.js';

/** Where the receivers of these tests stand. */
const allow = ['127.0.0.1', 'localhost'];
const opensslAvailable = spawnSync('openssl', ['version']).status === 0;
const whenInstalled = opensslAvailable ? describe : describe.skip;

interface Certificate {
  key: string;
  cert: string;
}

/** A certificate that names only 127.0.0.1 and has signed itself. */
function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  const subject = ['-subj', '/CN=receiver', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  spawnSync('openssl', ['req', '-x509', ...newKey, ...subject, '-out', cert]);
  const certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return certificate;
}

whenInstalled('over TLS (needs the program openssl)', () => {
  let certificate: Certificate;
  let client: Certificate;
  let received = 0;
  let resumed = 0;
  const servers: Server[] = [];
  const transports: Transport[] = [];
  beforeAll(() => {
    certificate = makeCertificate();
    client = makeCertificate();
  });
  afterEach(async () => {
    await Promise.all(transports.splice(0).map((transport) => transport.close()));
  });
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function receive(options: TlsOptions = {}): Promise<number> {
    const server = createServer({ ...certificate, ...options }, (request, response) => {
      received += 1;
      if ((request.socket as TLSSocket).isSessionReused()) resumed += 1;
      response.setHeader('connection', 'close').end('safe');
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  function open(options: TransportOptions = {}): Transport {
    const transport = createTransport({ allow, ...options });
    transports.push(transport);
    return transport;
  }

  const request = (port: number, overrides: Partial<HttpRequest> = {}): HttpRequest => ({
    ...{ url: `https://127.0.0.1:${port}/hook`, method: 'POST', headers: [], body: '{}', timeoutMs: 5_000 },
    ...{ proxyUrl: null, tls: null },
    ...overrides,
  });
  const withTls = (tls: Partial<NonNullable<HttpRequest['tls']>>) => ({
    tls: { ca: null, certificate: null, key: null, ...tls },
  });

  test('a trusted certificate is accepted and the handshake has its own phase', async () => {
    const exchange = await open({ ca: certificate.cert }).send(request(await receive()));
    expect(exchange).toMatchObject({ status: 200, failure: null });
    expect(exchange.body.toString()).toBe('safe');
    expect(exchange.phases.connectMs).toBeGreaterThan(0);
    expect(exchange.phases.tlsMs).toBeGreaterThan(0);
  });

  describe('a check without a request', () => {
    const target = (port: number, host = '127.0.0.1') => ({
      ...{ url: `https://${host}:${port}/hook`, proxyUrl: null, tls: null },
    });

    test('tells until when the certificate holds, again and again, and sends nothing', async () => {
      const [port, before] = [await receive(), received];
      const transport = open({ ca: certificate.cert });
      await transport.send(request(port));
      for (const look of [await transport.check(target(port)), await transport.check(target(port))]) {
        expect(look).toMatchObject({ addresses: ['127.0.0.1'], failure: null });
        expect(look.tls).toMatchObject({ subject: 'receiver', issuer: 'receiver', protocol: 'TLSv1.3' });
        const holdsMs = Date.parse(look.tls!.validTo) - Date.parse(look.tls!.validFrom);
        expect(Math.round(holdsMs / 86_400_000)).toBe(2);
      }
      expect(received).toBe(before + 1);
    });

    test('tells what the name leads to where the certificate is refused', async () => {
      const look = await open({ ca: certificate.cert }).check(target(await receive(), 'localhost'));
      expect(look).toMatchObject({ addresses: expect.arrayContaining(['127.0.0.1']), tls: null });
      expect(look.failure).toMatchObject({ errorCode: 'tls_invalid' });
    });

    test('does not connect where the guard forbids it, and says what the name led to', async () => {
      let connections = 0;
      const port = await receive();
      servers.at(-1)!.on('connection', () => (connections += 1));
      const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
      const transport = open({ allow: [], resolve });
      const look = await transport.check(target(port, 'receiver.example.com'));
      expect(look).toMatchObject({ addresses: ['127.0.0.1'], tls: null, failure: { errorCode: 'blocked' } });
      const literal = await transport.check(target(port));
      expect(literal).toMatchObject({ addresses: null, failure: { errorCode: 'blocked' } });
      expect(connections).toBe(0);
    });

    test('what cannot be connected to at all is a failure like that of a request', async () => {
      const failures = ['ftp://a.test', 'https://127.0.0.1:1/'].map((url) =>
        open({ allow: ['127.0.0.1:1'] }).check({ url, proxyUrl: null, tls: null }),
      );
      const codes = (await Promise.all(failures)).map(({ failure }) => failure?.errorCode);
      expect(codes).toEqual(['invalid_request', 'connect_refused']);
      const tls = { ca: null, certificate: 'x', key: client.key };
      const unreadable = await open().check({ url: 'https://a.example.com', proxyUrl: null, tls });
      expect(unreadable.failure?.errorCode).toBe('tls_invalid');
    });
  });

  test('the next connection to the same receiver resumes the session', async () => {
    const [port, transport, before] = [await receive(), open({ ca: certificate.cert }), resumed];
    await transport.send(request(port));
    await transport.send(request(port));
    expect(resumed - before).toBe(1);
  });

  test.each([
    ['that nobody vouches for', '127.0.0.1', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of another host', 'localhost', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('a certificate %s is refused before the request is sent', async (_what, host, trusted, code) => {
    const [port, before] = [await receive(), received];
    const transport = open(trusted ? { ca: certificate.cert } : {});
    const exchange = await transport.send(request(port, { url: `https://${host}:${port}/` }));
    expect(exchange).toMatchObject({ status: null, failure: { errorCode: 'tls_invalid' } });
    expect(exchange.failure?.message).toContain(code);
    expect(received).toBe(before);
  });

  test('the authority of a task counts for that task, in place of the installation’s', async () => {
    const port = await receive();
    const transport = open({ ca: certificate.cert });
    const code = async (ca: string | null) =>
      (await transport.send(request(port, withTls({ ca })))).failure?.errorCode ?? 'none';
    expect(await code(null)).toBe('none');
    expect(await code(client.cert)).toBe('tls_invalid');
    expect(await code(certificate.cert)).toBe('none');
    const bare = open();
    expect(await bare.send(request(port, withTls({ ca: certificate.cert })))).toMatchObject({ status: 200 });
    expect(await bare.send(request(port))).toMatchObject({ failure: { errorCode: 'tls_invalid' } });
  });

  test.each([
    ['TLSv1.2', /^tls_invalid$/],
    // Here the refusal comes when the request is under way; not every receiver says why.
    ['TLSv1.3', /^(tls_invalid|connection_lost)$/],
  ] as const)('a receiver that asks for a certificate gets it over %s', async (version, word) => {
    const demand = { ca: client.cert, requestCert: true, rejectUnauthorized: true };
    const port = await receive({ ...demand, minVersion: version, maxVersion: version });
    const transport = open({ ca: certificate.cert });
    const own = withTls({ certificate: client.cert, key: client.key });
    expect(await transport.send(request(port, own))).toMatchObject({ status: 200 });
    const [before, refused] = [received, await transport.send(request(port))];
    expect(refused.failure?.errorCode).toMatch(word);
    expect(received).toBe(before);
  });

  test('a certificate that cannot be read, or a key of another one, is an outcome', async () => {
    const [port, transport] = [await receive(), open()];
    const [cert, { key }] = [client.cert, certificate];
    for (const tls of [
      { ca: '-----BEGIN CERTIFICATE-----\nx' },
      { certificate: 'x', key },
      { certificate: cert, key },
    ]) {
      const exchange = await transport.send(request(port, withTls(tls)));
      expect(exchange).toMatchObject({ status: null, failure: { errorCode: 'tls_invalid' } });
      expect(exchange.failure?.message).not.toContain('BEGIN');
    }
  });

  test('TLS 1.1 is not spoken', async () => {
    const port = await receive({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    const exchange = await open({ ca: certificate.cert }).send(request(port));
    expect(exchange).toMatchObject({ status: null, failure: { errorCode: 'tls_invalid' } });
  });

  test('goes through the tunnel of a proxy to the receiver itself', async () => {
    const asked: string[] = [];
    const proxy = createHttpServer().on('connect', (incoming: IncomingMessage, socket: Socket) => {
      asked.push(incoming.url ?? '');
      const [host, port] = (incoming.url ?? '').split(':');
      const target = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\nvia: test\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      socket.on('error', () => target.destroy());
      target.on('error', () => socket.destroy());
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const port = await receive();
    const transport = open({ ca: certificate.cert, proxyUrl });
    const exchange = await transport.send(request(port));
    expect(exchange).toMatchObject({ status: 200, failure: null });
    expect(exchange.phases.tlsMs).toBeGreaterThan(0);
    expect(asked).toEqual([`127.0.0.1:${port}`]);
    proxy.close();
  });
});
