export * from './delivery-outcome.js';
export * from './errors.js';
export * from './hint.js';
export * from './id.js';
export * from './retry.js';
export * from './run.js';
export * from './task.js';
