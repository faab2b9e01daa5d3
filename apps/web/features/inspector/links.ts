/** The wizard, with that address filled in. */
export const newTaskHref = (url: string): string => `/tasks/new?url=${encodeURIComponent(url)}`;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The run of a `webhook-id` that Carillon gave; null for others. */
export const runHref = (webhookId: string | null): string | null =>
  webhookId !== null && uuid.test(webhookId) ? `/runs/${webhookId}` : null;
