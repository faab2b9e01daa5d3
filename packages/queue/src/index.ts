export * from './admin.js';
export * from './backend.js';
export * from './connection.js';
export * from './consumer.js';
export { migrateQueue } from './migrate.js';
export * from './producer.js';
export type { QueuedHint } from './queued-hints.js';
export type { RedisState } from './redis-state.js';
