import { version } from '@/package.json';
import { GrafanaLink } from './grafana-link';
import { GraphiqlLink } from './graphiql-link';
import type { Place } from './place';
import { QueueBoardLink } from './queue-board-link';

/** The version, and what else this server shows beside the dashboard. */
export function Footer({ place: { grafanaUrl, hasGraphiql } }: { place: Place }) {
  const link = 'hover:text-ink inline-flex min-h-6 items-center underline-offset-2 hover:underline';
  return (
    <footer className="text-ink-faint mt-auto flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-xs md:px-6">
      <span>Carillon {version}</span>
      <a href="/api/docs" className={link}>
        API documentation
      </a>
      <GraphiqlLink isServed={hasGraphiql} className={link} />
      <QueueBoardLink className={link} />
      <GrafanaLink url={grafanaUrl} className={link} />
    </footer>
  );
}
