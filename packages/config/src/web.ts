import type { LogConfig } from './log.js';
import { toLogConfig } from './log.js';
import { parseVariables } from './load.js';
import { logVariables, webVariables } from './variables.js';

export interface WebConfig extends LogConfig {
  host: string;
  port: number;
  /** Where the API is, as this process reaches it; browsers never see it. */
  apiUrl: string;
  /** What tells people one installation from another, and where its metrics are seen. */
  place: { workspace: string; environment: string | null; grafanaUrl: string | null };
}

/** @throws AppError `config.invalid` */
export function loadWebConfig(): WebConfig {
  const values = parseVariables({ ...logVariables, ...webVariables });
  return {
    host: values.CARILLON_WEB_HOST,
    port: values.CARILLON_WEB_PORT,
    apiUrl: values.CARILLON_API_URL,
    place: {
      workspace: values.CARILLON_WORKSPACE,
      environment: values.CARILLON_ENVIRONMENT,
      grafanaUrl: values.CARILLON_GRAFANA_URL,
    },
    ...toLogConfig(values),
  };
}
