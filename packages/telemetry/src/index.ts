export { withLogContext } from './log-context.js';
export * from './logger.js';
export * from './metrics-access.js';
export * from './metrics.js';
