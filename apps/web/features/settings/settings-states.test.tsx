import { describe } from '@jest/globals';
import { screen } from '@testing-library/react';
import { SigningSecretsSection } from '@/features/secrets/signing-secrets-section';
import { on, problem } from '@/testing/api-server';
import { allIsRead, testDrawn, testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { ImportExportSection } from './import-export-section';
import { OutboundSection } from './outbound-section';
import { ProfileSection } from './profile-section';
import { RetentionSection } from './retention-section';
import { SessionsSection } from './sessions-section';
import type { OpenSession, Settings } from './settings.api';

const at = '2026-11-01T00:00:00.000Z';

describe('the sessions', () => {
  const session: OpenSession = { id: 'a', signedInAt: at, renewedAt: at, expiresAt: at, isCurrent: true };
  testDrawnStates({
    of: ['GET', '/api/auth/sessions'],
    draw: (answer) => renderPage(<SessionsSection />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'You have no sessions'],
    filled: [
      { items: [session, { ...session, id: 'b', isCurrent: false }], nextCursor: null },
      'This session',
    ],
  });
});

describe('the signing secrets', () => {
  const secret = {
    ...{ id: 'a', name: 'billing', kind: 'ed25519' as const, isDefault: true, publicKey: 'whpk_a' },
    ...{ previousValidUntil: '2099-01-01T00:00:00.000Z', createdAt: at, updatedAt: at },
  };
  testDrawnStates({
    of: ['GET', '/api/signing-secrets'],
    draw: (answer) => renderPage(<SigningSecretsSection />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'There is none yet'],
    filled: [{ items: [secret], nextCursor: null }, 'billing'],
  });
});

describe('the outbound policy', () => {
  const settings: Settings = {
    version: '1.0.0',
    database: { address: 'localhost:5432', name: 'carillon' },
    queue: { kind: 'postgresql', address: 'localhost:5432' },
    api: {
      ...{ address: '127.0.0.1:3001', frontendUrl: null, isOpenOnLoopback: true, rateLimitPerMinute: 0 },
      ...{ trustedProxies: [], needsMetricsToken: false, tellsEvents: true },
    },
    schedules: { minimumIntervalMs: 1_000, catchUpPerSecond: 10, workerTimeoutMs: 10_000 },
    outbound: {
      ...{ allow: ['10.0.0.0/8'], allowHttp: true, proxy: null, hasOwnAuthorities: false },
      ownAddresses: ['127.0.0.1:5432'],
    },
    keys: { tokens: 'file', encryption: 'file', encryptionKeyIds: null },
    log: { level: 'info', format: 'json', directory: null },
    dataDirectory: '.carillon',
  };
  testDrawnStates({
    of: ['GET', '/api/settings'],
    draw: (answer) => renderPage(<OutboundSection />, { handlers: [answer] }),
    filled: [settings, '10.0.0.0/8'],
  });
});

describe('the clean-up', () => {
  const old = { days: 14, tables: 56, runs: 2_000, attempts: 1_000_000, heldDays: 1 };
  const draw = async (answer: Parameters<typeof on<'GET', '/api/cleanup/old'>>[2], seen: RegExp) => {
    const page = renderPage(<RetentionSection />, { handlers: [on('GET', '/api/cleanup/old', answer)] });
    await screen.findByText(seen);
    return page;
  };
  testDrawn({
    'while it is counted': () => draw(() => new Promise<Response>(() => undefined), /^Looking/),
    'with what would go': () => draw(old, /would go/),
    refused: () => draw(problem(500, 'internal', { detail: 'The database is away.' }), /is away/),
    'with a number that is wrong': async () => {
      const page = await draw(old, /would go/);
      await page.user.type(screen.getByLabelText('Delete days older than'), 'x');
      await screen.findByText(/^A whole number/);
      return page;
    },
  });
});

describe('the sections without a request of their own', () => {
  testDrawn({
    'the profile': async () => {
      const page = renderPage(<ProfileSection />);
      await screen.findByText('Who you are');
      await allIsRead();
      return page;
    },
    'import and export': async () => {
      const page = renderPage(<ImportExportSection />);
      await screen.findByText('Export');
      return page;
    },
    'above one’s role': async () => {
      const page = renderPage(<OutboundSection />, { role: 'viewer' });
      await screen.findByText('This takes the role admin');
      return page;
    },
  });
});
