'use client';

import { Check, ShieldCheck, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Instant } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { ProblemPanel } from '@/ui/states';
import { fieldId } from './field-facts';
import type { TaskForm } from './task-form';
import { wholeTaskOf } from './task-of-form';
import type { TargetCheckResult } from './task-wizard.api';
import { useCheckTargetMutation } from './task-wizard.api';

const checked = ['webhookUrl', 'proxyUrl', 'tls.ca', 'tls.certificate', 'tls.keySecret'] as const;

/** How the receiver would be reached: looked at from the server, which connects and sends no request. */
export function TargetCheck() {
  const { getValues, trigger } = useFormContext<TaskForm>();
  const { whyNot } = useRole();
  const [check, { data, error, isLoading, originalArgs }] = useCheckTargetMutation();
  const forbidden = whyNot('operator');

  const look = async (): Promise<void> => {
    if (!(await trigger(checked))) return document.getElementById(fieldId('webhookUrl'))?.focus();
    const { webhookUrl, deliveryOptions } = wholeTaskOf(getValues());
    const { proxyUrl, tls } = deliveryOptions;
    await check({ webhookUrl, deliveryOptions: { proxyUrl: proxyUrl ?? null, tls: tls ?? null } });
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          icon={<ShieldCheck size={14} />}
          busy={isLoading}
          disabled={forbidden !== null}
          title={forbidden ?? undefined}
          onClick={() => void look()}
        >
          Check DNS and TLS
        </Button>
        <span className="text-ink-faint text-xs">Connects from the server and sends no request.</span>
      </div>
      <div aria-live="polite">
        {error !== undefined && !isLoading && <ProblemPanel problem={problemOf(error)} />}
        {data !== undefined && !isLoading && <Findings result={data} url={originalArgs?.webhookUrl ?? ''} />}
      </div>
    </div>
  );
}

function Findings({ result, url }: { result: TargetCheckResult; url: string }) {
  const { ok, addresses, allowed, tls, explanation, message } = result;
  return (
    <div className="border-line rounded-md border p-3">
      <p className="text-ink-soft mb-2 font-mono text-xs break-all">{url}</p>
      <ul className="flex flex-col gap-1.5">
        <Finding state={addressState(result)}>{addressWords(addresses)}</Finding>
        <Finding state={allowed ? 'good' : 'bad'}>
          {allowed ? 'The outbound policy allows it.' : 'The outbound policy refuses it.'}
        </Finding>
        {tls !== null && <Certificate tls={tls} />}
        {ok && tls === null && (
          <Finding state="warning">
            It is reached over plain http: whoever is on the way can read the request.
          </Finding>
        )}
        {!ok && allowed && <Finding state="bad">{explanation?.title ?? 'It is not reached'}.</Finding>}
      </ul>
      {!ok && (
        <div className="mt-2">
          {explanation !== null && <p>{explanation.advice}</p>}
          <p className="text-ink-soft mt-1 font-mono text-xs break-words">{message}</p>
        </div>
      )}
    </div>
  );
}

const soonMs = 21 * 86_400_000;

function Certificate({ tls }: { tls: NonNullable<TargetCheckResult['tls']> }) {
  const now = useNow(60_000);
  const isSoon = Date.parse(tls.validTo) - now < soonMs;
  return (
    <Finding state={isSoon ? 'warning' : 'good'}>
      The certificate of {tls.subject || 'the host'}, by {tls.issuer || 'an authority without a name'}, holds
      until <Instant at={tls.validTo} className="font-medium" />
      {isSoon && ', which is soon'} ({tls.protocol}).
    </Finding>
  );
}

function addressState({ addresses, allowed, errorCode }: TargetCheckResult): State {
  if (addresses !== null) return 'good';
  return allowed && errorCode === null ? 'good' : 'bad';
}

function addressWords(addresses: TargetCheckResult['addresses']): string {
  if (addresses === null) return 'The host was not looked up here.';
  return addresses.length === 1
    ? `The host leads to ${addresses[0]}.`
    : `The host leads to ${addresses.length} addresses: ${addresses.join(', ')}.`;
}

type State = 'good' | 'warning' | 'bad';

const marks: Record<State, { icon: ReactNode; tone: string }> = {
  good: { icon: <Check size={15} aria-label="Good" />, tone: 'text-success' },
  warning: { icon: <TriangleAlert size={15} aria-label="Take care" />, tone: 'text-warning' },
  bad: { icon: <X size={15} aria-label="Wrong" />, tone: 'text-danger' },
};

function Finding({ state, children }: { state: State; children: ReactNode }) {
  const { icon, tone } = marks[state];
  return (
    <li className="flex items-start gap-2">
      <span className={classNames('mt-0.5 shrink-0', tone)}>{icon}</span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}
