export * from './keep-processes.js';
export * from './metrics-sum.js';
export * from './stop-signal.js';
