'use client';

import { Check, Minus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Badge } from '@/ui/badge';
import { classNames } from '@/ui/class-names';
import { CodeBlock } from '@/ui/copy-button';
import type { SignatureCheck, SignedRequest } from './check-signature';
import { checkSignature, whyNoCryptography } from './check-signature';

/** Which parts of a signature hold, and what was compared with what. */
export function SignatureCheckView({ request, secret }: { request: SignedRequest; secret: string }) {
  const check = useCheck(request, secret);
  if (check === null) return null;
  const { holds, steps, content, expected, signatures, advice } = check;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div aria-live="polite" className="flex flex-wrap items-center gap-2">
        <Verdict holds={holds} />
        {advice !== null && <p className="text-warning basis-full">{advice}</p>}
      </div>
      <ol aria-label="Parts of the signature" className="flex flex-col gap-1.5">
        {steps.map(({ name, holds: partHolds, says }) => (
          <li key={name} className="flex items-start gap-2">
            <Mark holds={partHolds} />
            <span className="w-28 shrink-0 font-medium">{name}</span>
            <span className="text-ink-soft min-w-0 break-words">{says}</span>
          </li>
        ))}
      </ol>
      {signatures.length > 0 && (
        <div className="flex flex-col gap-1.5">
          {expected !== null && (
            <>
              <p className="text-ink-soft text-xs font-medium">Expected</p>
              <code className="font-mono text-xs break-all">{expected}</code>
            </>
          )}
          <p className="text-ink-soft text-xs font-medium">Received</p>
          <ul aria-label="Received signatures" className="flex flex-col gap-1">
            {signatures.map(({ text, matches, says }, index) => (
              <li key={index} className="flex items-start gap-2">
                <Mark holds={matches} />
                <span className="min-w-0">
                  <code className="font-mono text-xs break-all">{text}</code>{' '}
                  <span className="text-ink-soft text-xs">{says}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {content !== null && (
        <div className="flex flex-col gap-1.5">
          <p className="text-ink-soft text-xs font-medium">What is signed: id, timestamp and body</p>
          <CodeBlock text={content} label="the signed content" />
        </div>
      )}
    </div>
  );
}

/** Null until the first check is done, and where the browser computes nothing. */
function useCheck(request: SignedRequest, secret: string): SignatureCheck | null {
  const [check, setCheck] = useState<SignatureCheck | null>(null);
  const { id, timestamp, signatures, body, isCut, atMs } = request;
  useEffect(() => {
    if (whyNoCryptography() !== null) return;
    let isOver = false;
    void checkSignature({ id, timestamp, signatures, body, isCut, atMs }, secret).then((checked) => {
      if (!isOver) setCheck(checked);
    });
    return () => {
      isOver = true;
    };
  }, [id, timestamp, signatures, body, isCut, atMs, secret]);
  return check;
}

function Verdict({ holds }: { holds: boolean | null }) {
  if (holds === null) return <Badge tone="neutral">Not decided</Badge>;
  return holds ? (
    <Badge tone="success" icon={<Check size={12} />}>
      The signature holds
    </Badge>
  ) : (
    <Badge tone="danger" icon={<X size={12} />}>
      The signature does not hold
    </Badge>
  );
}

const words = new Map([
  [true, 'holds'],
  [false, 'does not hold'],
]);

function Mark({ holds }: { holds: boolean | null }) {
  const icon = holds === null ? <Minus size={14} /> : holds ? <Check size={14} /> : <X size={14} />;
  const tone = holds === null ? 'text-ink-faint' : holds ? 'text-success' : 'text-danger';
  return (
    <span className={classNames('mt-0.5 shrink-0', tone)}>
      <span aria-hidden>{icon}</span>
      <span className="sr-only">{(holds === null ? undefined : words.get(holds)) ?? 'not known'}: </span>
    </span>
  );
}
