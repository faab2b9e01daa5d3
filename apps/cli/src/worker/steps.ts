import { channel } from 'node:diagnostics_channel';

/**
 * The steps of the protocol at which a process may die, each announced on a diagnostics channel of its own
 * (`carillon:<step>`). Nobody listens in production, which costs a comparison; the fault tests load a module that ends
 * or stalls the process right there.
 */
const channels = {
  'publish.before_commit': channel('carillon:publish.before_commit'),
  'publish.after_commit': channel('carillon:publish.after_commit'),
  'publish.after_hint': channel('carillon:publish.after_hint'),
  'deliver.before_connect': channel('carillon:deliver.before_connect'),
  'deliver.after_response': channel('carillon:deliver.after_response'),
  'deliver.after_finish': channel('carillon:deliver.after_finish'),
  'alerts.after_sort': channel('carillon:alerts.after_sort'),
  'alerts.after_late': channel('carillon:alerts.after_late'),
  'alerts.after_message': channel('carillon:alerts.after_message'),
  'alerts.after_claim': channel('carillon:alerts.after_claim'),
  'alerts.after_send': channel('carillon:alerts.after_send'),
} as const;

export function reachStep(step: keyof typeof channels, facts: object = {}): void {
  if (channels[step].hasSubscribers) channels[step].publish(facts);
}
