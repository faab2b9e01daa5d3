import { createBulkOperation, openHosts } from '@carillon/db';
import { insertTask } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import { givenUser, password, signedIn } from './accounts.js';
import { plainTask } from './api.js';
import type { Given } from './given.js';

/** A request that changes something. */
export interface Ask {
  /** For the names in the path. */
  params?: Record<string, string | number>;
  body?: object;
  /** In place of the administrator's. */
  headers?: Record<string, string>;
  /** What the audit log calls it, where that is not the id of the operation. */
  action?: string;
  /** To an API on which nothing has been set up. */
  isFirst?: boolean;
}

type Changes = Record<string, (given: Given) => Ask | Promise<Ask>>;

const taskChanges: Changes = {
  createTask: () => ({ body: plainTask }),
  createTaskBatch: () => ({ body: { tasks: [plainTask] } }),
  updateTask: async ({ task }) => ({ params: await task(), body: { maxRetry: 7 } }),
  removeTask: async ({ task }) => ({ params: await task() }),
  restoreTask: async ({ task, call, pool }) => {
    const { id } = await task();
    await call('patch', `/api/tasks/${id}`, { maxRetry: 7 });
    const { rows } = await pool.query<{ id: string }>('select id from audit_log where subject_id = $1', [id]);
    await call('patch', `/api/tasks/${id}`, { maxRetry: 8 });
    return { params: { id }, body: { historyId: rows[0]!.id } };
  },
  runTask: async ({ task }) => ({ params: await task() }),
  pauseTask: async ({ task }) => ({ params: await task(), body: { reason: 'lunch' } }),
  resumeTask: async ({ task }) => ({ params: await task({ taskStatus: 'paused' }) }),
  retryTask: async ({ task }) => ({ params: await task({ taskStatus: 'failed' }) }),
  cancelTask: async ({ run }) => ({ params: { id: (await run()).taskId } }),
  acknowledgeTask: async ({ task }) => ({ params: await task({ taskStatus: 'failed' }) }),
  withdrawTaskAcknowledgement: async ({ task, call }) => {
    const { id } = await task({ taskStatus: 'failed' });
    await call('post', `/api/tasks/${id}/acknowledge`);
    return { params: { id } };
  },
  archiveTask: async ({ task }) => ({ params: await task() }),
  unarchiveTask: async ({ task, call }) => {
    const { id } = await task();
    await call('post', `/api/tasks/${id}/archive`);
    return { params: { id } };
  },
  turnBadgeOn: async ({ task }) => ({ params: await task() }),
  turnBadgeOff: async ({ task, call }) => {
    const { id } = await task();
    await call('post', `/api/tasks/${id}/badge`);
    return { params: { id } };
  },
  createBulkOperation: async ({ task }) => ({ body: { action: 'pause', ids: [(await task()).id] } }),
  cancelBulkOperation: async ({ pool }) => {
    const { id } = await insertTask(pool);
    const made = { id: newId(), action: 'pause', filter: null, createdBy: 'a test' } as const;
    await createBulkOperation(pool, { ...made, ids: [id] });
    const held = `update bulk_operations set holder_id = $2, lease_until = now() + interval '1 hour' where id = $1`;
    await pool.query(held, [made.id, newId()]);
    return { params: { id: made.id } };
  },
  sendTestRequest: ({ receiverUrl }) => ({ body: { webhookUrl: `${receiverUrl}/webhook` } }),
  makeTargetCheck: ({ receiverUrl }) => ({ body: { webhookUrl: `${receiverUrl}/webhook` } }),
};

const runChanges: Changes = {
  cancelRun: async ({ run }) => ({ params: await run() }),
  retryRun: async ({ run }) => ({
    params: await run({ runStatus: 'failed', finishedAt: new Date().toISOString() }),
  }),
  replayRun: async ({ run, receiverUrl }) => ({
    params: await run(),
    body: { webhookUrl: `${receiverUrl}/webhook` },
  }),
  reportRunReport: async ({ waitingRun }) => ({
    params: await waitingRun(),
    body: { status: 'completed' },
  }),
  reportRunReportByPatch: async ({ waitingRun }) => ({ params: await waitingRun(), body: { progress: 5 } }),
  oldCleanup: async ({ oldPartition }) => {
    await oldPartition();
    return {};
  },
  timeoutCleanupStale: async ({ lostRun }) => {
    await lostRun();
    return {};
  },
};

const laneChanges: Changes = {
  saveLane: ({ name }) => ({ params: { name: name() }, body: { concurrencyLimit: 3 } }),
  pauseLane: async ({ lane }) => ({ params: { name: await lane() }, body: { reason: 'lunch' } }),
  resumeLane: async ({ lane, call }) => {
    const name = await lane();
    await call('post', `/api/lanes/${name}/pause`);
    return { params: { name } };
  },
  moveLaneRuns: async ({ lane, heldRun }) => {
    const [from, to] = [await lane(), await lane()];
    await heldRun(from);
    return { params: { name: from }, body: { to } };
  },
  drainLane: async ({ lane, heldRun }) => {
    const name = await lane();
    await heldRun(name);
    return { params: { name } };
  },
  putLaneFirst: async ({ lane, heldRun }) => {
    const name = await lane();
    const { id } = await heldRun(name);
    return { params: { name, runId: id } };
  },
  pauseQueue: () => ({}),
  resumeQueue: async ({ call }) => {
    await call('post', '/api/queue/pause');
    return {};
  },
  createChannel: ({ name }) => ({ body: { name: name() } }),
  closeHost: async ({ name, pool }) => {
    const host = `${name()}.example:443`;
    await openHosts(pool, [{ host, reason: 'timeout', pauseMs: 60_000 }]);
    return { params: { host } };
  },
};

const night = { schedule: '0 2 * * *', durationMs: 3_600_000 };

const administration: Changes = {
  createSecret: ({ name }) => ({ body: { name: name(), value: 'canary' } }),
  replaceSecret: async ({ secret }) => ({ params: { name: await secret() }, body: { value: 'canary' } }),
  removeSecret: async ({ secret }) => ({ params: { name: await secret() } }),
  createSigningSecret: ({ name }) => ({ body: { name: name() } }),
  revealSigningSecret: async ({ made }) => ({ params: await made('signing-secrets') }),
  rotateSigningSecret: async ({ made }) => ({
    params: await made('signing-secrets'),
    body: { overlapHours: 1 },
  }),
  makeSigningSecretDefault: async ({ made }) => ({ params: await made('signing-secrets') }),
  removeSigningSecret: async ({ made }) => ({ params: await made('signing-secrets') }),
  createAlertChannel: ({ name, chat }) => ({ body: { name: name(), ...chat } }),
  changeAlertChannel: async ({ made, chat, name }) => ({
    params: await made('alert-channels', chat),
    body: { name: name() },
  }),
  removeAlertChannel: async ({ made, chat }) => ({ params: await made('alert-channels', chat) }),
  testAlertChannel: async ({ made, chat }) => ({ params: await made('alert-channels', chat) }),
  createBlackout: ({ name }) => ({ body: { name: name(), ...night } }),
  changeBlackout: async ({ made }) => ({ params: await made('blackouts', night), body: { enabled: false } }),
  removeBlackout: async ({ made }) => ({ params: await made('blackouts', night) }),
  createSavedView: ({ name }) => ({ body: { page: '/tasks', name: name(), query: '' } }),
  updateSavedView: async ({ made, name }) => ({
    params: await made('saved-views', { page: '/tasks', query: '' }),
    body: { name: name() },
  }),
  removeSavedView: async ({ made }) => ({ params: await made('saved-views', { page: '/tasks', query: '' }) }),
  createApiKey: ({ name }) => ({ body: { name: name() } }),
  removeApiKey: async ({ made }) => ({ params: await made('api-keys') }),
  createUser: ({ name }) => ({ body: { email: `${name()}@carillon.test`, password } }),
  updateUser: async ({ api }) => ({
    params: { id: (await givenUser(api, 'viewer')).id },
    body: { role: 'operator' },
  }),
  createInvitation: ({ name }) => ({ body: { email: `${name()}@carillon.test`, role: 'viewer' } }),
  revokeInvitation: async ({ invitation }) => ({ params: { id: (await invitation()).id } }),
};

const ofOwnPage = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

const accountChanges: Changes = {
  setupSession: ({ name }) => ({
    isFirst: true,
    headers: {},
    body: { email: `${name()}@carillon.test`, password },
    action: 'setUp',
  }),
  joinSession: async ({ invitation }) => {
    const { token } = await invitation();
    return { headers: {}, body: { token, password }, action: 'acceptInvitation' };
  },
  openSession: async ({ api }) => {
    const { email } = await givenUser(api, 'viewer');
    return { headers: {}, body: { email, password }, action: 'signIn' };
  },
  closeSession: async ({ api }) => {
    const { cookie } = await givenUser(api, 'viewer');
    return { headers: { cookie, ...ofOwnPage }, action: 'signOut' };
  },
  renameSessionCaller: async ({ api }) => ({
    headers: (await givenUser(api, 'viewer')).bearer,
    body: { displayName: 'Ada' },
  }),
  changeSessionPassword: async ({ api }) => ({
    headers: (await givenUser(api, 'viewer')).bearer,
    body: { currentPassword: password, newPassword: 'another password of a test' },
  }),
  endOpenSession: async ({ api }) => {
    const user = await givenUser(api, 'viewer');
    const { body } = await api.request.get('/api/auth/sessions').set(user.bearer);
    return { params: body.items[0] as { id: string }, headers: user.bearer };
  },
  endOpenSessionOthers: async ({ api }) => {
    const user = await givenUser(api, 'viewer');
    await signedIn(api, user.id);
    return { headers: user.bearer };
  },
};

const inspectorChanges: Changes = {
  pinInspectorRequest: async ({ received }) => ({ params: await received(), body: { pinned: true } }),
  deleteInspectorRequest: async ({ received }) => ({ params: await received() }),
  replayInspectorRequest: async ({ received }) => ({ params: await received(), body: {} }),
  changeInspectorSettings: async ({ call }) => {
    await call('put', '/api/inspector/settings', { failStatus: 500 });
    return { body: { failStatus: 503 } };
  },
  resetInspector: async ({ received }) => {
    await received();
    return {};
  },
};

/** A request that succeeds for each operation of the OpenAPI document that changes something, by the operation's id. */
export const restChanges: Changes = {
  ...taskChanges,
  ...runChanges,
  ...laneChanges,
  ...administration,
  ...accountChanges,
  ...inspectorChanges,
};

/** What is sent with another method than GET all the same, and why the audit log does not tell of it. */
export const restReads: Record<string, string> = {
  countBulkOperation: 'counts what would be acted on',
  previewSchedule: 'reads a schedule that is not kept',
  describeSchedule: 'reads a schedule that is not kept',
  curlImport: 'reads a command that is not kept',
  crontabImport: 'reads a text that is not kept',
  readSessionInvitation: 'reads; its token must not stand in an address',
  refreshSession: 'goes on with a session whose beginning and end are told of, as is its theft',
};
