'use client';

import { ExternalLink } from 'lucide-react';
import { useRole } from '@/features/session/use-role';
import { Card } from '@/ui/card';

const places = [
  { href: '/api/docs', label: 'API documentation', note: 'Every route, with a form to try it' },
  { href: '/api/docs/errors', label: 'Errors explained', note: 'Every code of the API, with what helps' },
  { href: '/api/openapi.json', label: 'OpenAPI document', note: 'For generators of clients' },
  { href: '/admin/queues', label: 'Queue board', note: 'Raw hints, for administrators', role: 'admin' },
] as const;

/** What else shows the state of this installation. */
export function OtherPlaces() {
  const { may } = useRole();
  return (
    <Card title="Elsewhere">
      <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
        {places
          .filter((place) => !('role' in place) || may(place.role))
          .map(({ href, label, note }) => (
            <li key={href}>
              <a
                href={href}
                className="text-accent inline-flex min-h-6 items-center gap-1.5 font-medium underline-offset-2 hover:underline"
              >
                {label} <ExternalLink size={13} aria-hidden />
              </a>
              <p className="text-ink-soft text-xs">{note}</p>
            </li>
          ))}
        <Plain
          label="GraphQL"
          note="POST /graphql with the same sign-in; the schema is docs/schema.graphql."
        />
        <Plain
          label="Prometheus and Grafana"
          note="/metrics on the own ports of API, publishers and listeners, not through this address. A board for Grafana lies in deploy/grafana."
        />
      </ul>
    </Card>
  );
}

function Plain({ label, note }: { label: string; note: string }) {
  return (
    <li>
      <p className="min-h-6 font-medium">{label}</p>
      <p className="text-ink-soft text-xs break-words">{note}</p>
    </li>
  );
}
