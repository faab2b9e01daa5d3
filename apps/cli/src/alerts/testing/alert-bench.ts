import type { Pool } from '@carillon/db';
import { insertAlertChannel } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, insertRun, insertTask } from '@carillon/db/testing';
import { createWebhookSender } from '@carillon/delivery';
import type { AlertDocument, Task } from '@carillon/domain';
import { alertEvents, newId } from '@carillon/domain';
import { alertAddressBinding, createKeyring } from '@carillon/secrets';
import { createLogger } from '@carillon/telemetry';
import type { ReceivedRequest } from '@carillon/testkit';
import { WebhookSink } from '@carillon/testkit';
import { openSecretStore } from '../../listener/secret-store.js';
import { sendDueAlerts } from '../alerts.js';
import type { Mailer } from '../mailer.js';
import { createMailer } from '../mailer.js';
import { LateRuns } from '../late-runs.js';
import type { AlertDoors } from '../send-alert.js';
import { gatherAlerts, makeAlertMessages } from '../tell-alerts.js';

type ChannelValues = Partial<Parameters<typeof insertAlertChannel>[1]> & { address?: string };

/** A database, a receiver, and the steps of telling alerts, to be taken one by one. */
export class AlertBench {
  readonly logger = createLogger({ service: 'test', level: 'error', format: 'json' });
  readonly #keyring = createKeyring([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
  readonly doors: AlertDoors;

  private constructor(
    readonly database: TestDatabase,
    readonly sink: WebhookSink,
  ) {
    this.logger.silent = true;
    const keyring = () => Promise.resolve(this.#keyring);
    this.doors = {
      sender: createWebhookSender({ version: 'test', allow: ['127.0.0.1'] }),
      secrets: openSecretStore(database.pool, keyring),
      keyring,
      mailer: createMailer({ url: null, from: null }),
    };
  }

  static async start(): Promise<AlertBench> {
    return new AlertBench(await createTestDatabase(), await WebhookSink.start());
  }

  async close(): Promise<void> {
    await Promise.all([this.doors.sender.close(), this.sink.close()]);
    await this.database.drop();
  }

  get pool(): Pool {
    return this.database.pool;
  }

  /** A webhook for everything, at a path of its own. @returns its id, and the path */
  async channel({ address, ...values }: ChannelValues = {}): Promise<{ id: string; path: string }> {
    const id = newId();
    const path = `/hook/${id}`;
    const text = address ?? this.sink.url(path);
    await insertAlertChannel(this.pool, {
      ...{ id, name: id, kind: 'webhook', events: [...alertEvents] },
      ...{ taskFilter: null, addressHint: '', signingSecretId: null, quietHours: null, groupSeconds: 60 },
      lateAfterSeconds: 300,
      ...{ enabled: true, createdBy: 'test', encryptionKeyId: this.#keyring.sealingKeyId },
      sealedAddress: this.#keyring.seal(text, alertAddressBinding(id)),
      ...values,
    });
    return { id, path };
  }

  /** Ends a new run of a task, as the statements of the product do: the run and its task in one transaction. */
  async end(task: Task, runStatus: 'completed' | 'failed' | 'abandoned', error?: string): Promise<string> {
    const { id } = await insertRun(this.pool, task, { runStatus: 'running' });
    await this.pool.query(
      `with ended as (
         update task_runs set run_status = $2, finished_at = now(), error = $3 where id = $1 returning task_id
       ) update tasks set active_runs = active_runs - 1, updated_at = now() from ended where id = task_id`,
      [id, runStatus, error ?? null],
    );
    return id;
  }

  task(values: Partial<Task> = {}): Promise<Task> {
    return insertTask(this.pool, values);
  }

  /** The messages of a channel may follow each other at once. */
  async forgetInterval(): Promise<void> {
    await this.pool.query('update alert_channels set told_at = null');
  }

  /** All steps, as one publisher would take them. @returns the ids of the messages that were made */
  async tell(nowMs?: number): Promise<string[]> {
    await gatherAlerts(this.pool);
    await new LateRuns(this.pool).look();
    const made = await makeAlertMessages(this.pool, {
      dashboardUrl: 'http://dashboard.test/',
      ...(nowMs === undefined ? {} : { nowMs }),
    });
    await this.send();
    return made;
  }

  send(mailer?: Mailer): Promise<number> {
    return sendDueAlerts(this.pool, { ...this.doors, ...(mailer && { mailer }) }, { logger: this.logger });
  }

  told(path: string): AlertDocument[] {
    return this.sink.requestsTo(path).map(({ body }: ReceivedRequest) => JSON.parse(body) as AlertDocument);
  }

  async messages(channelId: string): Promise<Record<string, unknown>[]> {
    const found = await this.pool.query<Record<string, unknown>>(
      'select * from alert_messages where channel_id = $1 order by id',
      [channelId],
    );
    return found.rows;
  }
}
