export * from './api.js';
export * from './database.js';
export * from './dummy-webhook.js';
export * from './environment-example.js';
export * from './loopback.js';
export * from './up.js';
export * from './worker.js';
export type { OutboundConfig } from './outbound.js';
export type { LogConfig } from './log.js';
