import type { RunToHint } from '@carillon/domain';
import { webhookHost } from '@carillon/domain';

/** A run to hint at, as a query answers it. */
export type RunToHintRow = Omit<RunToHint, 'host'> & { webhookUrl: string };

export function toRunToHint<Row extends RunToHintRow>({ webhookUrl, ...run }: Row) {
  return { ...run, host: webhookHost(webhookUrl) };
}
