import type { ApiConfig } from '@carillon/config';
import type { Pool } from '@carillon/db';
import type { EventBus } from '@carillon/events';
import type { HintProducer, QueueAdmin } from '@carillon/queue';
import type { OutboundPolicy, SigningKey, WebhookSender } from '@carillon/delivery';
import type { Keyring, SecretStore } from '@carillon/secrets';
import type { Logger, Metrics } from '@carillon/telemetry';
import { getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule } from '@nestjs/common';
import { Announcer } from './live/announcer.js';
import { RequestAuthenticator } from './auth/request-authenticator.js';

/** What the API is given from outside; whoever makes these closes them. */
export interface ApiDependencies {
  config: ApiConfig;
  /** For development, by people who write programs against the API or work on it: `--dev`. */
  dev: boolean;
  logger: Logger;
  metrics: Metrics;
  /** What all processes count that share the port, as text. */
  readMetrics: () => Promise<string>;
  pool: Pool;
  hints: HintProducer;
  queueAdmin: QueueAdmin;
  /** Loaded at its first use: an API that is asked for no secret needs no key. */
  keyring: () => Promise<Keyring>;
  secrets: SecretStore<SigningKey>;
  /** What processes tell each other of changes. */
  events: EventBus;
  /** What webhooks may call. */
  outboundPolicy: OutboundPolicy;
  /** Sends test requests, under the same rules as listeners send. */
  sender: WebhookSender;
}

export const CONFIG = Symbol('config');
/** An `Authenticator`. */
export const AUTHENTICATOR = Symbol('authenticator');
export const LOGGER = Symbol('logger');
export const METRICS = Symbol('metrics');
export const READ_METRICS = Symbol('read metrics');
export const POOL = Symbol('pool');
/** The name by which the queue is injected: `@InjectQueue(hintQueue)`. */
export const hintQueue = 'hints';
export const QUEUE_ADMIN = Symbol('queue admin');
export const KEYRING = Symbol('keyring');
export const SECRET_STORE = Symbol('secret store');
export const EVENTS = Symbol('events');
export const OUTBOUND_POLICY = Symbol('outbound policy');
export const SENDER = Symbol('webhook sender');

class DependenciesModule {}

/** One module object for one application: Nest tells dynamic modules apart by identity. */
export function dependenciesModule(dependencies: ApiDependencies): DynamicModule {
  const providers = [
    { provide: CONFIG, useValue: dependencies.config },
    { provide: LOGGER, useValue: dependencies.logger },
    { provide: METRICS, useValue: dependencies.metrics },
    { provide: READ_METRICS, useValue: dependencies.readMetrics },
    { provide: POOL, useValue: dependencies.pool },
    { provide: getQueueToken(hintQueue), useValue: dependencies.hints },
    { provide: QUEUE_ADMIN, useValue: dependencies.queueAdmin },
    { provide: KEYRING, useValue: dependencies.keyring },
    { provide: SECRET_STORE, useValue: dependencies.secrets },
    { provide: EVENTS, useValue: dependencies.events },
    { provide: Announcer, useFactory: () => new Announcer(dependencies) },
    { provide: OUTBOUND_POLICY, useValue: dependencies.outboundPolicy },
    { provide: SENDER, useValue: dependencies.sender },
    { provide: AUTHENTICATOR, useFactory: () => new RequestAuthenticator(dependencies) },
  ];
  return { module: DependenciesModule, providers, exports: providers };
}
