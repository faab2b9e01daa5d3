/** The wizard, with that address filled in. */
export const newTaskHref = (url: string): string => `/tasks/new?url=${encodeURIComponent(url)}`;

/** The requests that a run has sent to the receiver; null where it was sent elsewhere. */
export function inspectorHref(
  sent: { url: string; runId: string },
  receiverUrl: string | null | undefined,
): string | null {
  if (receiverUrl == null || originOf(sent.url) !== originOf(receiverUrl)) return null;
  return `/inspector?q=${sent.runId}`;
}

/** Null of what is no address, such as one with a placeholder. */
function originOf(url: string): string | null {
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The run of a `webhook-id` that Carillon gave; null for others. */
export const runHref = (webhookId: string | null): string | null =>
  webhookId !== null && uuid.test(webhookId) ? `/runs/${webhookId}` : null;
