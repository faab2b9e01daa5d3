import type { RunToHint } from '@carillon/domain';
import { webhookHost } from '@carillon/domain';

/** A run to hint at, as a query answers it. */
export type RunToHintRow = Omit<RunToHint, 'host'> & { webhookUrl: string };

/** A run of a lane that was let in: to hint at, and to be told of. */
export interface AdmittedRun extends RunToHint {
  taskId: string;
  fence: number;
}

/** As a query answers it. */
export type AdmittedRunRow = Omit<AdmittedRun, 'host'> & { webhookUrl: string };

export function toRunToHint<Row extends RunToHintRow>({ webhookUrl, ...run }: Row) {
  return { ...run, host: webhookHost(webhookUrl) };
}
