'use client';

import type { ComponentProps } from 'react';
import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { useSigningSecretPagesInfiniteQuery } from '@/features/secrets/signing-secrets.api';
import { CheckboxField, Field, Input, Select } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import type { AlertChannel } from './alert-channels.api';
import { useChangeAlertChannelMutation, useCreateAlertChannelMutation } from './alert-channels.api';
import type { AlertDraft } from './alert-draft';
import { faultsOf, toChange, toDraft, toInput } from './alert-draft';
import {
  eventNames,
  eventOrder,
  intervalChoices,
  kindHints,
  kindNames,
  latenessChoices,
} from './alert-words';
import { QuietHoursFields } from './quiet-hours-fields';

export interface AlertChannelDialogProps {
  /** Which one is changed; null: a new one. */
  channel: AlertChannel | null;
  onClose: () => void;
}

/** Makes an alert channel, or changes one. */
export function AlertChannelDialog({ channel, onClose }: AlertChannelDialogProps) {
  const [create, creation] = useCreateAlertChannelMutation();
  const [change, changing] = useChangeAlertChannelMutation();
  const [draft, setDraft] = useState(() => toDraft(channel));
  const [hasTried, setTried] = useState(false);
  const error = creation.error ?? changing.error;
  const problem = error === undefined ? null : problemOf(error);
  const faults = faultsOf(draft, channel === null);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const answer =
      channel === null
        ? await create(toInput(draft))
        : await change({ id: channel.id, change: toChange(draft) });
    if (answer.error !== undefined) return;
    notify(
      channel === null
        ? `${answer.data.name} hears of failures from now on.`
        : `${answer.data.name} is changed.`,
    );
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={channel === null ? 'New alert channel' : `Change ${channel.name}`}
      description="The address is sealed before it is stored, and never shown in full again."
      action={channel === null ? 'Make the channel' : 'Change it'}
      busy={creation.isLoading || changing.isLoading}
      problem={problem}
      onSubmit={submit}
    >
      <Fields
        draft={draft}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
        keptAddress={channel?.address ?? null}
        isNew={channel === null}
        faultAt={(path) => (hasTried ? faults[path] : undefined) ?? faultOf(problem, path)}
      />
    </FormDialog>
  );
}

interface FieldsProps {
  draft: AlertDraft;
  onChange: (changes: Partial<AlertDraft>) => void;
  /** What is shown of the address that there is. */
  keptAddress: string | null;
  isNew: boolean;
  faultAt: (path: string) => string | null;
}

function Fields({ draft, onChange, keptAddress, isNew, faultAt }: FieldsProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={faultAt('name')}>
          <Input
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
            autoFocus
            autoComplete="off"
          />
        </Field>
        <Field label="Kind" hint={kindHints[draft.kind]}>
          <Select
            value={draft.kind}
            disabled={!isNew}
            onChange={(event) => onChange({ kind: event.target.value as AlertDraft['kind'] })}
          >
            {Object.entries(kindNames).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field
        label={draft.kind === 'email' ? 'E-mail addresses' : 'URL'}
        hint={
          keptAddress === null
            ? draft.kind === 'email'
              ? 'Up to 20, separated by commas.'
              : 'Kept secret: whoever has it may write there.'
            : `Empty keeps the present one: ${keptAddress}`
        }
        error={faultAt('address')}
      >
        <Input
          value={draft.address}
          onChange={(event) => onChange({ address: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      {draft.kind === 'webhook' && <SigningSecretField draft={draft} onChange={onChange} faultAt={faultAt} />}
      <Events draft={draft} onChange={onChange} faultAt={faultAt} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Of tasks"
          hint="A filter, as in the list of tasks: tag:billing. Empty: of all."
          error={faultAt('taskFilter')}
        >
          <Input
            value={draft.taskFilter}
            onChange={(event) => onChange({ taskFilter: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
        <Field
          label="At most"
          hint="What happens meanwhile is told together."
          error={faultAt('groupSeconds')}
        >
          <SecondsSelect
            value={draft.groupSeconds}
            choices={intervalChoices(draft.groupSeconds)}
            onChoose={(groupSeconds) => onChange({ groupSeconds })}
          />
        </Field>
      </div>
      <CheckboxField
        label="Quiet hours"
        hint="What happens in them is kept, and told in one message when they end."
        checked={draft.isQuiet}
        onChange={(event) => onChange({ isQuiet: event.target.checked })}
      />
      {draft.isQuiet && (
        <QuietHoursFields
          value={draft.quietHours}
          onChange={(quietHours) => onChange({ quietHours })}
          faultOf={faultAt}
        />
      )}
    </>
  );
}

function Events({ draft, onChange, faultAt }: Pick<FieldsProps, 'draft' | 'onChange' | 'faultAt'>) {
  const { events, lateAfterSeconds } = draft;
  const fault = faultAt('events');
  const choose = (chosen: AlertDraft['events'][number], isChosen: boolean): void =>
    onChange({
      events: eventOrder.filter((event) => (event === chosen ? isChosen : events.includes(event))),
    });
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">Tells of</legend>
        {eventOrder.map((event) => (
          <CheckboxField
            key={event}
            {...eventNames[event]}
            checked={events.includes(event)}
            onChange={({ target }) => choose(event, target.checked)}
          />
        ))}
        {fault !== null && <p className="text-danger text-xs font-medium">{fault}</p>}
      </fieldset>
      {events.includes('run.late') && (
        <Field
          label="Late after"
          hint="For so long a run is due and has not begun."
          error={faultAt('lateAfterSeconds')}
        >
          <SecondsSelect
            value={lateAfterSeconds}
            choices={latenessChoices(lateAfterSeconds)}
            onChoose={(seconds) => onChange({ lateAfterSeconds: seconds })}
          />
        </Field>
      )}
    </>
  );
}

function SecondsSelect({
  choices,
  onChoose,
  ...props
}: ComponentProps<'select'> & { choices: Record<number, string>; onChoose: (seconds: number) => void }) {
  return (
    <Select {...props} onChange={(event) => onChoose(Number(event.target.value))}>
      {Object.entries(choices).map(([seconds, words]) => (
        <option key={seconds} value={seconds}>
          {words}
        </option>
      ))}
    </Select>
  );
}

function SigningSecretField({
  draft,
  onChange,
  faultAt,
}: Pick<FieldsProps, 'draft' | 'onChange' | 'faultAt'>) {
  const { data } = useSigningSecretPagesInfiniteQuery();
  const secrets = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Field label="Signed with" error={faultAt('signingSecretId')}>
      <Select
        value={draft.signingSecretId}
        onChange={(event) => onChange({ signingSecretId: event.target.value })}
      >
        <option value="">The default signing secret</option>
        {secrets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
