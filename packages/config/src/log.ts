import type { parseVariables } from './load.js';
import type { logVariables } from './variables.js';

export interface LogConfig {
  logLevel: string;
  logFormat: 'json' | 'pretty';
}

export function toLogConfig(values: ReturnType<typeof parseVariables<typeof logVariables>>): LogConfig {
  return { logLevel: values.CARILLON_LOG_LEVEL, logFormat: values.CARILLON_LOG_FORMAT };
}
