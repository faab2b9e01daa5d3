import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';

/** Somebody whom the provider knows. */
export interface KnownPerson {
  subject: string;
  email: string;
  emailVerified: boolean;
}

/** A real provider of OpenID Connect, certified as such, whose people are told who they are instead of asked. */
export interface TestIdentityProvider {
  issuer: string;
  /** The settings of an API that people sign in to with it. */
  client: { issuer: string; clientId: string; clientSecret: string | null };
  /** Who signs in next: at first somebody with a verified address. */
  person: KnownPerson;
  /** Whether the next one gives up instead. */
  isUnwilling: boolean;
  /** Whether it denies its keys, as if another had signed. */
  deniesKeys: boolean;
  close(): Promise<void>;
}

/** How it knows programs. */
export type ClientMethod = 'client_secret_basic' | 'client_secret_post' | 'none';

/** @param redirectUri where it sends browsers back to; `host` is what they call it, on this machine */
export async function startIdentityProvider(
  redirectUri: string,
  {
    host = '127.0.0.1',
    port = 0,
    method = 'client_secret_basic',
  }: { host?: string; port?: number; method?: ClientMethod } = {},
): Promise<TestIdentityProvider> {
  const server = createServer();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  const client = { issuer, clientId: 'carillon', clientSecret: method === 'none' ? null : randomUUID() };
  const known: TestIdentityProvider = {
    issuer,
    client,
    person: { subject: randomUUID(), email: `${randomUUID()}@carillon.test`, emailVerified: true },
    isUnwilling: false,
    deniesKeys: false,
    close: () => closeServer(server),
  };
  const provider = await makeProvider(known, redirectUri, method);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) void interact(provider, known, request, response);
    else if (request.url === '/jwks' && known.deniesKeys) response.end('{"keys":[]}');
    // By itself it takes the secret in the header too.
    else if (method !== 'client_secret_basic' && request.headers.authorization?.startsWith('Basic') === true)
      response.writeHead(401).end();
    else void answer(request, response);
  });
  return known;
}

async function makeProvider(
  known: TestIdentityProvider,
  redirectUri: string,
  method: ClientMethod,
): Promise<Provider> {
  const { clientId, clientSecret } = known.client;
  // Only who needs it loads it.
  const { Provider: Made } = await import('oidc-provider');
  const configuration: Configuration = {
    clients: [
      {
        client_id: clientId,
        ...(clientSecret === null ? {} : { client_secret: clientSecret }),
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: method,
      },
    ],
    clientAuthMethods: [method],
    cookies: { keys: [randomUUID()] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        email: known.person.email,
        email_verified: known.person.emailVerified,
      }),
    }),
    loadExistingGrant: consent,
  };
  return quietly(() => new Made(known.issuer, configuration));
}

/** Nobody is asked whether Carillon may know their address. */
async function consent({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client!.clientId,
    accountId: oidc.session!.accountId!,
  });
  grant.addOIDCScope('openid email');
  await grant.save();
  return grant;
}

function interact(
  provider: Provider,
  { person, isUnwilling }: TestIdentityProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const result = isUnwilling
    ? { error: 'access_denied', error_description: '<b>canary</b>' }
    : { login: { accountId: person.subject } };
  return provider.interactionFinished(request, response, result);
}

/** It warns that its keys and its memory are for tests. */
function quietly<T>(work: () => T): T {
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  try {
    return work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
