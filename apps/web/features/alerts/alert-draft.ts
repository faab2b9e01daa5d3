import { localZone } from '@/features/time/local-zone';
import type { AlertChannel, AlertChannelChange, AlertChannelInput, QuietHours } from './alert-channels.api';
import { eventOrder, everyDay } from './alert-words';

/** A channel as it is being written. */
export interface AlertDraft {
  name: string;
  kind: AlertChannel['kind'];
  /** '' leaves the one that is kept. */
  address: string;
  events: AlertChannel['events'];
  /** '': all tasks. */
  taskFilter: string;
  /** '': the default one. */
  signingSecretId: string;
  groupSeconds: number;
  /** Of use with late runs only. */
  lateAfterSeconds: number;
  isQuiet: boolean;
  quietHours: QuietHours;
}

/** Nights, by the clock of whoever sits here. */
const proposedQuietHours = (): QuietHours => ({
  from: '22:00',
  to: '07:00',
  timeZone: localZone(),
  days: [...everyDay],
});

export function toDraft(channel: AlertChannel | null): AlertDraft {
  return {
    name: channel?.name ?? '',
    kind: channel?.kind ?? 'chat',
    address: '',
    events: channel?.events ?? eventOrder,
    taskFilter: channel?.taskFilter ?? '',
    signingSecretId: channel?.signingSecretId ?? '',
    groupSeconds: channel?.groupSeconds ?? 60,
    lateAfterSeconds: channel?.lateAfterSeconds ?? 300,
    isQuiet: channel !== null && channel.quietHours !== null,
    quietHours: channel?.quietHours ?? proposedQuietHours(),
  };
}

function fieldsOf(draft: AlertDraft) {
  const { name, events, taskFilter, signingSecretId, isQuiet, quietHours, kind } = draft;
  return {
    name: name.trim(),
    events,
    taskFilter: taskFilter.trim() || null,
    signingSecretId: kind === 'webhook' ? signingSecretId || null : null,
    groupSeconds: draft.groupSeconds,
    lateAfterSeconds: draft.lateAfterSeconds,
    quietHours: isQuiet ? quietHours : null,
  };
}

export function toInput(draft: AlertDraft): AlertChannelInput {
  return { ...fieldsOf(draft), kind: draft.kind, address: draft.address.trim() };
}

export function toChange(draft: AlertDraft): AlertChannelChange {
  const address = draft.address.trim();
  return { ...fieldsOf(draft), ...(address === '' ? {} : { address }) };
}

/** What is missing, by field. */
export function faultsOf(draft: AlertDraft, isNew: boolean): Partial<Record<string, string>> {
  return {
    ...(draft.name.trim() === '' && { name: 'Give it a name.' }),
    ...(isNew && draft.address.trim() === '' && { address: 'Say where it leads.' }),
    ...(draft.events.length === 0 && { events: 'Choose at least one.' }),
    ...(draft.isQuiet &&
      draft.quietHours.days.length === 0 && { 'quietHours.days': 'Choose at least one day.' }),
  };
}
