import type { ApiConfig } from '@carillon/config';
import { AppError } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { OnModuleDestroy } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createClient } from 'redis';
import type { Principal } from '../auth/principal.js';
import { CONFIG, LOGGER } from '../dependencies.js';
import { countInMemory } from './rate-limit-counts.js';

/** Attempts to sign in to one account from one address, and the seconds they count for: who fails on waits longer. */
const signInTiers = [
  { points: 5, duration: 60 },
  { points: 10, duration: 600 },
  { points: 20, duration: 3_600 },
];

/** What calls a receiver counts for more requests than what only asks. */
export const callWeight = 5;

/** So long a request waits for Redis before this API counts by itself. */
const redisTimeoutMs = 100;

/** And so long nobody asks a Redis that did not answer: a sign-in counts several times, and would wait each time. */
const redisRestMs = 1_000;

/** How often somebody may ask. Counted in Redis where there is one, and by this API whenever that does not answer. */
@Injectable()
export class RateLimits implements OnModuleDestroy {
  readonly #redis: RedisClient | null;
  /** One for all limiters, so that they know of each other's time-outs. */
  readonly #store: ReturnType<typeof impatient> | null;
  readonly #general: RateLimiterAbstract | null;
  readonly #signIn: RateLimiterAbstract[];

  constructor(@Inject(CONFIG) config: ApiConfig, @Inject(LOGGER) logger: Logger) {
    this.#redis = config.redisUrl === null ? null : openRedis(config.redisUrl, logger);
    this.#store = this.#redis && impatient(this.#redis);
    const points = config.rateLimitPerMinute;
    this.#general = points === 0 ? null : this.#limiter('general', { points, duration: 60 });
    this.#signIn = signInTiers.map((tier) => this.#limiter(`sign-in-${tier.duration}`, tier));
  }

  /**
   * @param weight for how many requests it counts; a limit below it still lets one through
   * @throws AppError `request.too_many`
   */
  async admit(principal: Principal | null, address: string, weight = 1): Promise<void> {
    if (this.#general === null || principal?.kind === 'machine') return;
    const key = principal === null ? `address ${address}` : `${principal.kind} ${principal.id}`;
    const points = Math.min(weight, this.#general.points);
    await consume(this.#general, key, { points, message: 'Too many requests.' });
  }

  /** Counts an attempt to sign in. A stranger elsewhere locks nobody out. @throws AppError `request.too_many` */
  admitSignIn(email: string, address: string): Promise<void> {
    return this.#admitAttempt(signInKey(email, address), 'Too many attempts to sign in.');
  }

  /** Forgets the attempts before one that succeeded. */
  async forgetSignIns(email: string, address: string): Promise<void> {
    await Promise.all(this.#signIn.map((limiter) => limiter.delete(signInKey(email, address))));
  }

  /** Counts an attempt to use an invitation, like one to sign in. @throws AppError `request.too_many` */
  admitJoin(address: string): Promise<void> {
    return this.#admitAttempt(signInKey(invited, address), 'Too many attempts to use an invitation.');
  }

  forgetJoins(address: string): Promise<void> {
    return this.forgetSignIns(invited, address);
  }

  /** Counts an answer of the provider of identities, like an attempt to sign in. @throws AppError `request.too_many` */
  admitProviderSignIn(address: string): Promise<void> {
    return this.#admitAttempt(signInKey(byProvider, address), 'Too many attempts to sign in.');
  }

  forgetProviderSignIns(address: string): Promise<void> {
    return this.forgetSignIns(byProvider, address);
  }

  async #admitAttempt(key: string, message: string): Promise<void> {
    for (const limiter of this.#signIn) await consume(limiter, key, { points: 1, message });
  }

  onModuleDestroy(): void {
    this.#redis?.destroy();
  }

  #limiter(name: string, tier: { points: number; duration: number }): RateLimiterAbstract {
    const options = { ...tier, keyPrefix: `carillon:limit:${name}` };
    const memory = countInMemory(options);
    if (this.#store === null) return memory;
    return new RateLimiterRedis({
      ...options,
      storeClient: this.#store,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      insuranceLimiter: memory,
    });
  }
}

async function consume(
  limiter: RateLimiterAbstract,
  key: string,
  { points, message }: { points: number; message: string },
): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError('request.too_many', message, { retryAfterMs: error.msBeforeNext });
  }
}

/** In place of an account, which is not known yet; no addresses of anybody. */
const invited = 'invitation';
const byProvider = 'provider';

function signInKey(email: string, address: string): string {
  return `${email.toLowerCase()} ${address}`;
}

type RedisClient = ReturnType<typeof createRedis>;

function createRedis(url: string) {
  return createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 2_000 } });
}

function openRedis(url: string, logger: Logger): RedisClient {
  const client = createRedis(url);
  let isWarned = false;
  client.on('ready', () => (isWarned = false));
  client.on('error', (error: Error) => {
    if (!isWarned) logger.warn('Rate limits are counted by this API alone: Redis does not answer', { error });
    isWarned = true;
  });
  client.connect().catch(() => undefined);
  return client;
}

/** The part of a client that a limiter uses, with an end to its patience: node-redis itself waits for ever. */
function impatient(client: RedisClient) {
  let restsUntil = 0;
  const isReady = () => client.isReady && performance.now() >= restsUntil;
  const inTime = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (!isReady()) throw new Error('Redis is not asked at the moment');
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        restsUntil = performance.now() + redisRestMs;
        reject(new Error('Redis did not answer in time'));
      }, redisTimeoutMs);
    });
    return Promise.race([ask(), timeout]).finally(() => clearTimeout(timer));
  };
  return {
    get isReady() {
      return isReady();
    },
    eval: (...parameters: Parameters<RedisClient['eval']>) => inTime(() => client.eval(...parameters)),
    del: (key: string) => inTime(() => client.del(key)),
  };
}
