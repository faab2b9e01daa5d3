/** To where the metrics are seen, if that is known. */
export function GrafanaLink({ url, className }: { url: string | null; className: string }) {
  if (url === null) return null;
  return (
    <a href={url} rel="noreferrer" className={className}>
      Grafana
    </a>
  );
}
