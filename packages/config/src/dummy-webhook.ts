import { AppError } from '@carillon/domain';
import type { LogConfig } from './log.js';
import { toLogConfig } from './log.js';
import { parseVariables } from './load.js';
import { dummyWebhookVariables, logVariables } from './variables.js';

export interface DummyWebhookConfig extends LogConfig {
  host: string;
  port: number;
  /** Which consecutive calls fail; counting starts again after the last of them. */
  failCalls: number[];
  failStatus: number;
  latencyMinMs: number;
  latencyMaxMs: number;
}

/** @throws AppError `config.invalid` */
export function loadDummyWebhookConfig(): DummyWebhookConfig {
  const values = parseVariables({ ...logVariables, ...dummyWebhookVariables });
  if (values.CARILLON_DUMMY_LATENCY_MIN_MS > values.CARILLON_DUMMY_LATENCY_MAX_MS) {
    const message = 'must not be above CARILLON_DUMMY_LATENCY_MAX_MS';
    throw new AppError(
      'config.invalid',
      `The configuration is not valid. CARILLON_DUMMY_LATENCY_MIN_MS: ${message}`,
      {
        fieldErrors: [{ path: 'CARILLON_DUMMY_LATENCY_MIN_MS', message }],
      },
    );
  }
  return {
    host: values.CARILLON_DUMMY_HOST,
    port: values.CARILLON_DUMMY_PORT,
    failCalls: values.CARILLON_DUMMY_FAIL_CALLS.split(',').filter(Boolean).map(Number),
    failStatus: values.CARILLON_DUMMY_FAIL_STATUS,
    latencyMinMs: values.CARILLON_DUMMY_LATENCY_MIN_MS,
    latencyMaxMs: values.CARILLON_DUMMY_LATENCY_MAX_MS,
    ...toLogConfig(values),
  };
}
