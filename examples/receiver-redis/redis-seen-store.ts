// Remembers deliveries in Redis 7 or later, for receivers of several processes:
// new Receiver({ secrets, seen: new RedisSeenStore(createClient()) }, …)
import type { ClaimResult, SeenStore } from '@carillon/receiver';

/** As much of a client of the package `redis` as is used. */
interface Redis {
  sendCommand(command: string[]): Promise<unknown>;
}

const keepMs = 3 * 86_400_000;

/** A key holds `held <claim>` or `done <claim>`, and ends by itself. */
export class RedisSeenStore implements SeenStore {
  constructor(
    private readonly redis: Redis,
    private readonly prefix = 'carillon:seen:',
  ) {}

  async claim(id: string, claim: string, leaseMs: number): Promise<ClaimResult> {
    const key = this.prefix + id;
    const command = ['SET', key, `held ${claim}`, 'NX', 'GET', 'PX', String(leaseMs)];
    const before = await this.redis.sendCommand(command);
    if (before === null) return 'claimed';
    return typeof before === 'string' && before.startsWith('done ') ? 'done' : 'in_progress';
  }

  async extend(id: string, claim: string, leaseMs: number): Promise<void> {
    await this.#ifHeld(id, claim, ['PEXPIRE', String(leaseMs)]);
  }

  async finish(id: string, claim: string): Promise<void> {
    await this.#ifHeld(id, claim, ['SET', `done ${claim}`, 'PX', String(keepMs)]);
  }

  async release(id: string, claim: string): Promise<void> {
    await this.#ifHeld(id, claim, ['DEL']);
    await this.#if(id, `done ${claim}`, ['DEL']);
  }

  #ifHeld(id: string, claim: string, command: string[]): Promise<void> {
    return this.#if(id, `held ${claim}`, command);
  }

  /** In one step: between a reading and a writing, the lease could pass to another. */
  async #if(id: string, value: string, [name = '', ...args]: string[]): Promise<void> {
    const script = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call(ARGV[2], KEYS[1], unpack(ARGV, 3)) end`;
    await this.redis.sendCommand(['EVAL', script, '1', this.prefix + id, value, name, ...args]);
  }
}
