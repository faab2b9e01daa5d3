import { until, WebhookSink } from '@carillon/testkit';
import type { AlertDocument } from '@carillon/domain';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import type { World } from '../world.js';
import { promise } from '../world.js';

/** Where alerts arrive: a receiver of its own, since they are no runs. */
class Witness {
  private constructor(
    private readonly world: World,
    readonly sink: WebhookSink,
  ) {}

  static async start(world: World): Promise<Witness> {
    const witness = new Witness(world, await WebhookSink.start());
    const channel = { name: 'witness', kind: 'webhook', groupSeconds: 1, lateAfterSeconds: 10 };
    await world.stack.request('POST', '/alert-channels', { ...channel, address: witness.sink.url('/') });
    return witness;
  }

  /** The messages, by their ids: each as often as it came. */
  messages(): Map<string, string[]> {
    const bodies = new Map<string, string[]>();
    for (const { webhookId, body } of this.sink.requests) {
      bodies.set(webhookId!, [...(bodies.get(webhookId!) ?? []), body]);
    }
    return bodies;
  }

  /** How many ends or late runs the messages tell of, repeats left out. */
  told(event: 'task.failed' | 'run.late'): number {
    const documents = [...this.messages().values()].map(([body]) => JSON.parse(body!) as AlertDocument);
    return documents.reduce((sum, { counts }) => sum + counts[event], 0);
  }

  /** Waits until nothing is left to tell, and no message is on its way. */
  async whenQuiet(): Promise<void> {
    await until(
      async () => {
        const { rows } = await this.world.pool.query<{ left: number }>(
          `select ((select count(*) from alert_events) + (select count(*) from alert_notices)
             + (select count(*) from alert_messages where finished_at is null))::int as left`,
        );
        return rows[0]!.left === 0;
      },
      { what: 'all alerts are told', timeoutMs: 30_000, intervalMs: 100 },
    );
  }

  /** What a dead sender holds is free again after a minute: now. */
  async endLeases(): Promise<void> {
    await this.world.pool.query(
      `update alert_messages set lease_until = now() - interval '1 second' where message_status = 'sending'`,
    );
  }
}

async function withWitness(world: World, use: (witness: Witness) => Promise<void>): Promise<void> {
  const witness = await Witness.start(world);
  try {
    await use(witness);
  } finally {
    await witness.sink.close();
  }
}

async function failOnce(world: World, path: string): Promise<void> {
  world.sink.answer(path, { status: 500 });
  await world.addOneOff(path, { maxRetry: 0 });
}

export const alertsAfterDeath: Row = {
  row: 90,
  title: 'publisher killed between a failure and the answer to its alert, at every step',
  backends: bothBackends,
  needs: ['api'],
  run: (world) =>
    withWitness(world, async (witness) => {
      await world.spawn('listener');
      const dieAt = async (step: string, facts: Record<string, unknown>, fail?: string): Promise<void> => {
        const doomed = await world.spawn('publisher', { failpoint: `alerts.${step}:exit`, when: facts });
        if (fail !== undefined) await failOnce(world, fail);
        await world.whenDead(doomed);
        await witness.endLeases();
      };
      await dieAt('after_sort', { events: true }, '/first');
      await dieAt('after_message', { messages: true });
      await failOnce(world, '/second');
      await dieAt('after_claim', { messages: true });
      promise(witness.sink.received === 0, 'a message was sent before its failpoint');
      witness.sink.answer('/', (_, call) => (call === 1 ? { neverAnswer: true } : {}));
      const victim = await world.spawn('publisher');
      await until(() => witness.sink.received === 1, { what: 'a message is in flight', timeoutMs: 20_000 });
      await world.kill(victim);
      await witness.endLeases();
      await dieAt('after_send', {});
      await failOnce(world, '/third');
      await world.spawn('publisher');
      await until(() => witness.told('task.failed') === 3, { what: 'all are told', timeoutMs: 40_000 });
      await witness.whenQuiet();
      const [repeated, ...others] = [...witness.messages().values()];
      promise(repeated!.length === 3, `the first message came ${repeated!.length} times, not three times`);
      promise(new Set(repeated).size === 1, 'a message came again with another body');
      promise(
        others.every((bodies) => bodies.length === 1),
        'a message came twice whose sender lived',
      );
      const known = witness.sink.requests.slice(0, 3).map(({ headers }) => headers['webhook-previous-outcome']);
      promise(
        known.every((outcome) => outcome === 'unknown'),
        `repeats say of the attempt before: ${known.join(', ')}`,
      );
    }),
};

export const alertsOnce: Row = {
  row: 91,
  title: 'three publishers, of which one dies: each failure and each late run is told once',
  backends: bothBackends,
  needs: ['api'],
  run: (world) =>
    withWitness(world, async (witness) => {
      const [count, lane] = [10, 'closed'];
      const [, , , doomed] = await world.spawnAll('listener', 'publisher', 'publisher', 'publisher');
      await world.stack.request('POST', '/lanes/closed/pause', {}).catch(() => undefined);
      for (let index = 0; index < count; index += 1) {
        await failOnce(world, `/failing/${index}`);
        await world.addOneOff(`/late/${index}`, { lane });
        if (index === 0) await world.pool.query('update lanes set paused = true where name = $1', [lane]);
      }
      await until(() => witness.told('task.failed') >= count / 2, {
        what: 'half of the failures are told',
        timeoutMs: 30_000,
      });
      await world.kill(doomed!);
      await witness.endLeases();
      await until(() => witness.told('task.failed') >= count && witness.told('run.late') >= count - 1, {
        what: 'all failures and late runs are told',
        timeoutMs: 60_000,
      });
      await witness.whenQuiet();
      await world.pool.query('update lanes set paused = false where name = $1', [lane]);
      await world.settle(30_000);
      await witness.whenQuiet();
      const told = [witness.told('task.failed'), witness.told('run.late')];
      promise(told[0] === count, `${told[0]} failures were told, of ${count}`);
      const { rows } = await world.pool.query<{ late: number }>(
        `select count(*)::int as late from task_runs where lane = $1 and started_at - scheduled_for > interval '12 seconds'`,
        [lane],
      );
      promise(told[1] === rows[0]!.late, `${told[1]} late runs were told, of ${rows[0]!.late}`);
    }),
};
