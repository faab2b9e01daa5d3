import type { parseVariables } from './load.js';
import { unknownVariableWarnings } from './load.js';
import type { logVariables } from './variables.js';

export interface LogConfig {
  logLevel: string;
  logFormat: 'json' | 'pretty';
  /** Where log files are written besides; null: nowhere. */
  logDir: string | null;
  /** What is doubtful about the configuration; logged at the start. */
  warnings: string[];
}

export function toLogConfig(
  values: ReturnType<typeof parseVariables<typeof logVariables>>,
  warnings: string[] = [],
): LogConfig {
  return {
    logLevel: values.CARILLON_LOG_LEVEL,
    logFormat: values.CARILLON_LOG_FORMAT,
    logDir: values.CARILLON_LOG_DIR,
    warnings: [...unknownVariableWarnings(), ...warnings],
  };
}
