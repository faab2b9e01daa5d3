import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ApiConfig } from '@carillon/config';
import { newId } from '@carillon/domain';
import type { ClientMethod, TestIdentityProvider } from '@carillon/testkit';
import { freePort, startIdentityProvider } from '@carillon/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { givenUser, password } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import type { Visit } from '../testing/provider-browser.js';
import { atProvider, board, browse, redirectUri } from '../testing/provider-browser.js';

const sessionName = '__Host-carillon_session';
const pendingName = '__Host-carillon_sign_in';

describeApi('signing in with a provider', () => {
  let provider: TestIdentityProvider;
  let api: TestApi;
  /** Of the same installation, but it makes accounts. */
  let welcoming: TestApi;
  beforeAll(async () => {
    provider = await startIdentityProvider(redirectUri);
    api = await startApi();
    welcoming = await startApi({ newAccountRole: 'operator' }, api);
    // There is an administrator, or no other account could be made.
    await givenUser(api, 'admin');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    provider.isUnwilling = false;
  });
  afterAll(async () => {
    await welcoming.close();
    await Promise.all([api.close(), provider.close()]);
  });

  function startApi(overrides: Partial<NonNullable<ApiConfig['oidc']>> = {}, beside?: TestApi) {
    const oidc = { ...provider.client, label: 'Our house', newAccountRole: null, ...overrides };
    const trustedProxies = ['127.0.0.1', '::1'];
    const config = { openOnLoopback: false, frontendUrl: board, trustedProxies, oidc };
    return startTestApi(config, undefined, beside?.database);
  }

  /** Somebody at the provider; the address is verified, unless it is told otherwise. */
  const givenPerson = (email: string, emailVerified = true) => {
    provider.person = { subject: newId(), email, emailVerified };
  };
  const meOf = async ({ cookies }: Visit) => {
    const cookie = `${sessionName}=${cookies[sessionName]}`;
    return (await api.request.get('/api/auth/me').set({ cookie })).body;
  };
  const query = async (text: string, values: unknown[] = []) =>
    (await api.database.pool.query(text, values)).rows;
  const audited = (userId: string) =>
    query('select actor, action, details from audit_log where subject_id = $1 order by id', [userId]);

  /** It came back to the sign-in page, without a session. */
  function expectRefusal({ status, location, cookies }: Visit, code: string, next?: string): void {
    const url = new URL(location);
    expect([status, url.origin, url.pathname]).toEqual([303, board, '/sign-in']);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      refused: code,
      ...(next === undefined ? {} : { next }),
    });
    expect(cookies).not.toHaveProperty(sessionName);
  }

  describe('somebody who has an account', () => {
    test('comes in by the verified address, and to the page that was wanted', async () => {
      const user = await givenUser(api, 'viewer');
      givenPerson(user.email.toUpperCase());
      const { url, cookie } = await browse(api).begin('/tasks?status=failed#first');
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        client_id: 'carillon',
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid email',
        code_challenge_method: 'S256',
      });
      const visit = await browse(api).finish(await atProvider(url), cookie);
      expect([visit.status, visit.location]).toEqual([303, `${board}/tasks?status=failed#first`]);
      expect(visit.cookies[pendingName]).toBe('');
      const { issuer } = provider;
      expect(await meOf(visit)).toMatchObject({
        id: user.id,
        role: 'viewer',
        hasPassword: true,
        provider: 'Our house',
      });
      expect(await audited(user.id)).toEqual([
        {
          actor: user.email,
          action: 'linkUser',
          details: { provider: issuer, subject: provider.person.subject, role: 'viewer' },
        },
        { actor: user.email, action: 'signIn', details: { provider: issuer } },
      ]);
    });

    test('has a session like any other', async () => {
      const user = await givenUser(api);
      givenPerson(user.email);
      const { cookies } = await browse(api).signIn();
      const cookie = `${sessionName}=${cookies[sessionName]}`;
      const sessions = await api.request.get('/api/auth/sessions').set({ cookie });
      expect(sessions.body.items.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([
        true,
        false,
      ]);
      const ownPage = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
      expect((await api.request.post('/api/auth/refresh').set({ ...ownPage, cookie })).status).toBe(200);
      expect((await api.request.post('/api/auth/refresh').set({ ...ownPage, cookie })).status).toBe(200);
    });

    test('is known by the subject from then on, whatever becomes of the address', async () => {
      const [user, other] = [await givenUser(api), await givenUser(api)];
      givenPerson(user.email);
      expect((await meOf(await browse(api).signIn())).id).toBe(user.id);
      provider.person = { ...provider.person, email: other.email };
      expect((await meOf(await browse(api).signIn())).id).toBe(user.id);
      provider.person = { ...provider.person, emailVerified: false };
      expect((await meOf(await browse(api).signIn())).id).toBe(user.id);
      // And whoever is given the address there does not get the account.
      givenPerson(user.email);
      expectRefusal(await browse(api).signIn(), 'sign_in.no_account');
    });

    test('is linked once by two first sign-ins at once', async () => {
      const user = await givenUser(api);
      givenPerson(user.email);
      const visits = await Promise.all([browse(api).signIn(), browse(welcoming).signIn()]);
      expect((await Promise.all(visits.map(meOf))).map(({ id }) => id)).toEqual([user.id, user.id]);
      expect((await audited(user.id)).map(({ action }) => action).sort()).toEqual([
        'linkUser',
        'signIn',
        'signIn',
      ]);
    });

    test('and was unlinked, is known by the address again', async () => {
      const [admin, user] = [await givenUser(api, 'admin'), await givenUser(api)];
      givenPerson(user.email);
      const before = await browse(api).signIn();
      const change = api.request.patch(`/api/users/${user.id}`).set(admin.bearer).send({ unlink: true });
      expect((await change).body.isLinked).toBe(false);
      expect((await meOf(before)).code).toBe('auth.required');
      givenPerson(user.email);
      expect((await meOf(await browse(api).signIn())).id).toBe(user.id);
    });

    test('comes in neither disabled nor before the audit log has it', async () => {
      const [linked, unlinked] = [await givenUser(api), await givenUser(api)];
      givenPerson(linked.email);
      await query(`alter table audit_log add constraint is_full check (action <> 'signIn') not valid`);
      const visit = await browse(api).signIn();
      await query('alter table audit_log drop constraint is_full');
      expectRefusal(visit, 'server.failed');
      expect(await query('select oidc_subject from users where id = $1', [linked.id])).toEqual([
        { oidc_subject: null },
      ]);
      await browse(api).signIn();
      await query('update users set disabled_at = now() where id in ($1, $2)', [linked.id, unlinked.id]);
      expectRefusal(await browse(api).signIn(), 'sign_in.no_account');
      givenPerson(unlinked.email);
      expectRefusal(await browse(api).signIn(), 'sign_in.no_account');
      for (const { id, email } of [linked, unlinked]) {
        const { actor, action, details } = (await audited(id)).at(-1);
        expect([actor, action, details.email]).toEqual(['unknown', 'refuseSignIn', email]);
        expect(details.reason).toMatch(/no account/);
      }
    });
  });

  describe('somebody who has none', () => {
    test('is refused, unless accounts are made; then it has the role that is set, and no password', async () => {
      const email = `${newId()}@carillon.test`;
      givenPerson(email);
      expectRefusal(await browse(api).signIn('/runs'), 'sign_in.no_account', '/runs');
      expect(await query('select from users where email = $1', [email])).toEqual([]);
      const visit = await browse(welcoming).signIn('/runs');
      expect(visit.location).toBe(`${board}/runs`);
      const me = await meOf(visit);
      expect(me).toMatchObject({ name: email, role: 'operator', hasPassword: false, provider: 'Our house' });
      expect((await audited(me.id)).map(({ action }) => action)).toEqual(['createUser', 'signIn']);
      for (const attempt of [password, '']) {
        const answer = await api.request.post('/api/auth/login').send({ email, password: attempt });
        expect([400, 401]).toContain(answer.status);
      }
      const change = await api.request
        .post('/api/auth/password')
        .set({
          cookie: `${sessionName}=${visit.cookies[sessionName]}`,
          'sec-fetch-site': 'same-origin',
        })
        .send({ currentPassword: password, newPassword: 'another password' });
      expect([change.status, change.body.hint]).toEqual([403, 'An administrator can give it one.']);
    });

    test.each([
      ['not verified', 'somebody@carillon.test', false],
      ['none', 'nobody', true],
    ])('is refused with an address that is %s', async (_, email, isVerified) => {
      givenPerson(email, isVerified);
      expectRefusal(await browse(welcoming).signIn(), 'sign_in.email_unverified');
    });

    test('is refused an account of the same address that is not verified', async () => {
      const { id, email } = await givenUser(api);
      givenPerson(email, false);
      expectRefusal(await browse(welcoming).signIn(), 'sign_in.email_unverified');
      expect(await query('select oidc_subject from users where id = $1', [id])).toEqual([
        { oidc_subject: null },
      ]);
    });
  });

  describe('an answer that does not hold', () => {
    const change = (url: string, name: string, value: string) => {
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      return changed.href;
    };
    const begun = async () => {
      const { email } = await givenUser(api);
      givenPerson(email);
      const { url, cookie } = await browse(api).begin('/runs');
      return { callback: await atProvider(url), cookie };
    };

    test.each([
      ['state', 'x'],
      ['state', ''],
      ['code', 'x'],
      ['iss', 'https://id.example'],
      ['error', '<script>canary</script>'],
    ])('%s is %p', async (name, value) => {
      const { callback, cookie } = await begun();
      const visit = await browse(api).finish(change(callback, name, value), cookie);
      expectRefusal(visit, 'sign_in.failed', '/runs');
    });

    test.each(['nonce', 'code_challenge'])('was asked for with another %s', async (name) => {
      const { email } = await givenUser(api);
      givenPerson(email);
      const tamper = (url: URL) => url.searchParams.set(name, 'x'.repeat(43));
      expectRefusal(await browse(api).signIn('/', tamper), 'sign_in.failed');
    });

    test('came before', async () => {
      const { callback, cookie } = await begun();
      expect((await browse(api).finish(callback, cookie)).location).toBe(`${board}/runs`);
      expectRefusal(await browse(api).finish(callback, cookie), 'sign_in.failed', '/runs');
    });

    test('belongs to another browser, or to none', async () => {
      const [mine, theirs] = [await begun(), await begun()];
      expectRefusal(await browse(api).finish(theirs.callback, mine.cookie), 'sign_in.failed', '/runs');
      const flipped = mine.cookie.replace(/=(.)/, (_, first) => (first === 'A' ? '=B' : '=A'));
      for (const cookie of ['', flipped, `${pendingName}=x`, `${pendingName}=eA.none`]) {
        const visit = await browse(api).finish(mine.callback, cookie);
        expectRefusal(visit, 'sign_in.expired');
      }
    });

    test('comes after eleven minutes', async () => {
      const { email } = await givenUser(api);
      givenPerson(email);
      const eleven = Date.now() - 11 * 60_000;
      const clock = jest.spyOn(Date, 'now').mockReturnValue(eleven);
      const { url, cookie } = await browse(api).begin();
      clock.mockRestore();
      expectRefusal(await browse(api).finish(await atProvider(url), cookie), 'sign_in.expired');
    });

    test('is signed with a key that is not the provider’s', async () => {
      const own = await startIdentityProvider(redirectUri);
      const other = await startApi(own.client, api);
      try {
        own.person.email = (await givenUser(api)).email;
        own.deniesKeys = true;
        expectRefusal(await browse(other).signIn(), 'sign_in.failed');
      } finally {
        await Promise.all([other.close(), own.close()]);
      }
    });

    test('is that somebody would not sign in; nothing of what the provider says is passed on', async () => {
      provider.isUnwilling = true;
      const visit = await browse(api).signIn();
      expectRefusal(visit, 'sign_in.failed');
      expect(JSON.stringify(visit)).not.toContain('canary');
    });
  });

  test.each([
    '//evil.example/',
    'https://evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/.//evil.example/',
    '@evil.example/',
    '.evil.example/',
    'javascript:alert(1)',
    `/${'x'.repeat(3_000)}`,
  ])('a page that is not ours is not gone to: %p', async (next) => {
    const { email } = await givenUser(api);
    givenPerson(email);
    expect((await browse(api).signIn(next)).location).toBe(`${board}/`);
  });

  test('attempts that fail are limited like passwords, and one that succeeds forgets them', async () => {
    const known = { subject: newId(), email: (await givenUser(api)).email, emailVerified: true };
    const stranger = { subject: newId(), email: 'nobody@carillon.test', emailVerified: true };
    const browser = browse(api);
    const signInAs = (person: typeof known) => {
      provider.person = person;
      return browser.signIn();
    };
    for (const failures of [4, 5]) {
      for (let count = 0; count < failures; count += 1)
        expectRefusal(await signInAs(stranger), 'sign_in.no_account');
      if (failures === 4) expect((await signInAs(known)).location).toBe(`${board}/`);
    }
    expectRefusal(await signInAs(known), 'request.too_many');
    provider.person = known;
    expect((await browse(api).signIn()).location).toBe(`${board}/`);
  });

  describe('while the provider is away', () => {
    const passwordStatus = async (on: TestApi) => {
      const { email } = await givenUser(on);
      return (await on.request.post('/api/auth/login').send({ email, password })).status;
    };
    const beginAt = async (on: TestApi) => {
      const { status, headers } = await on.request.get('/api/auth/oidc/start?next=/runs');
      return { status, location: headers['location']!, cookies: {} };
    };

    test('the API starts, passwords open it, and the sign-in page says why not; once it is back, all is well', async () => {
      const port = await freePort();
      const own = await startApi({ issuer: `http://127.0.0.1:${port}` }, api);
      try {
        expect(await passwordStatus(own)).toBe(200);
        expectRefusal(await beginAt(own), 'sign_in.unavailable', '/runs');
        const late = await startIdentityProvider(redirectUri, { port });
        const { location } = await beginAt(own);
        await late.close();
        expect(new URL(location).origin).toBe(late.issuer);
      } finally {
        await own.close();
      }
    });

    test('one that takes connections and never answers is not waited for', async () => {
      let connections = 0;
      const silent = createServer(() => void (connections += 1)).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      const own = await startApi({ issuer: `http://127.0.0.1:${port}` }, api);
      try {
        const startedAt = performance.now();
        const visits = Promise.all([beginAt(own), beginAt(own)]);
        expect(await passwordStatus(own)).toBe(200);
        for (const visit of await visits) expectRefusal(visit, 'sign_in.unavailable', '/runs');
        expect(performance.now() - startedAt).toBeLessThan(9_000);
        // Of two who ask at once, one asks.
        expect(connections).toBe(1);
      } finally {
        await own.close();
        silent.close();
      }
    });

    test('it went away in the middle', async () => {
      const own = await startIdentityProvider(redirectUri);
      const other = await startApi(own.client, api);
      try {
        const { url, cookie } = await browse(other).begin();
        const callback = await atProvider(url);
        await own.close();
        expectRefusal(await browse(other).finish(callback, cookie), 'sign_in.failed');
      } finally {
        await other.close();
      }
    });
  });

  test.each<ClientMethod>(['client_secret_basic', 'client_secret_post', 'none'])(
    'a provider that knows us by %s',
    async (method) => {
      const own = await startIdentityProvider(redirectUri, { method });
      const other = await startApi(own.client, api);
      try {
        const { email } = await givenUser(api);
        own.person.email = email;
        expect((await browse(other).signIn()).location).toBe(`${board}/`);
      } finally {
        await Promise.all([other.close(), own.close()]);
      }
    },
  );

  test('the page of the set-up says what the button is called', async () => {
    expect((await api.request.get('/api/auth/setup')).body.provider).toBe('Our house');
  });

  describe('404', () => {
    test.each(['/api/auth/oidc/start', '/api/auth/oidc/callback?code=x&state=x'])(
      '%s, unless a provider is set up',
      async (path) => {
        const off = await startTestApi(
          { openOnLoopback: false, frontendUrl: board },
          undefined,
          api.database,
        );
        try {
          const answer = await off.request.get(path);
          expect([answer.status, answer.body.code]).toEqual([404, 'route.not_found']);
          expect(answer.body.detail).toMatch(/not set up/);
          expect((await off.request.get('/api/auth/setup')).body.provider).toBeNull();
        } finally {
          await off.close();
        }
      },
    );
  });
});
