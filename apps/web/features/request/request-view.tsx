'use client';

import { CodeBlock } from '@/ui/copy-button';
import { JsonView } from '@/ui/json-view';
import { KeyValues } from '@/ui/key-values';
import type { EffectiveRequest } from './effective-request';
import { toCurl } from './effective-request';

/** A request as its receiver gets it, and as a command. */
export function RequestView({ request }: { request: EffectiveRequest }) {
  const { method, url, headers, body } = request;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="font-mono text-xs break-all">
        <strong>{method}</strong> {url}
      </p>
      <section aria-label="Request headers">
        <h3 className="mb-1.5 text-xs font-semibold">Headers</h3>
        <KeyValues
          mono
          items={headers.map(({ name, value, isMasked, isOwn }) => ({
            name,
            value: (
              <span className={isOwn ? 'text-ink-faint' : undefined}>
                {value}
                {isMasked && <span className="sr-only"> (masked)</span>}
              </span>
            ),
          }))}
        />
        <p className="text-ink-faint mt-1.5 text-xs">
          Greyed headers are added by Carillon. Values that may be secrets are masked.
        </p>
      </section>
      {body === null ? (
        <p className="text-ink-soft">It is sent without a body.</p>
      ) : (
        <JsonView text={body} label="Request body" />
      )}
      <section aria-label="As a command">
        <h3 className="mb-1.5 text-xs font-semibold">As curl</h3>
        <CodeBlock text={toCurl(request)} label="curl command" />
      </section>
    </div>
  );
}
