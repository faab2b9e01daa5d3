import type { HealthDetail } from './health.api';
import type { BrowserState, HealthRow } from './health-row';

/** What helps others to help: no secret is in it, and machines are numbered instead of named. */
export function diagnosticsOf(
  detail: HealthDetail | null,
  { browser, rows, userAgent }: { browser: BrowserState; rows: readonly HealthRow[]; userAgent: string },
): string {
  const names = new Map<string, string>();
  const numbered = (host: string): string => {
    const name = names.get(host) ?? `machine ${names.size + 1}`;
    names.set(host, name);
    return name;
  };
  const withoutHosts = (workers: HealthDetail['publishers']) =>
    workers?.map((worker) => ({ ...worker, host: numbered(worker.host) })) ?? null;
  const server = detail && {
    ...detail,
    publishers: withoutHosts(detail.publishers),
    listeners: withoutHosts(detail.listeners),
  };
  const findings = rows.map(({ name, light, value }) => `${light.padEnd(7)} ${name}: ${value}`);
  return `${JSON.stringify({ findings, server, browser: { ...browser, userAgent } }, null, 2)}\n`;
}
