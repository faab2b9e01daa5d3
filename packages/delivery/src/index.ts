export { createWebhookSender } from './send-webhook.js';
export type { WebhookSender, WebhookSenderOptions } from './send-webhook.js';
export type { WebhookRequest } from './webhook-request.js';
