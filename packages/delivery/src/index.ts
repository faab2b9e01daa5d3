export { checkAssertion } from './assertion.js';
export { createWebhookSender, notSent } from './send-webhook.js';
export type { Trial, WebhookSender, WebhookSenderOptions } from './send-webhook.js';
export { createOutboundPolicy } from './address-guard/outbound-policy.js';
export type { OutboundPolicy } from './address-guard/outbound-policy.js';
export { judgeUrl } from './address-guard/judge-url.js';
export type { WebhookRequest } from './webhook-request.js';
export { newEd25519Secret, newHmacSecret, publicKeyOf, signWebhook, signingKeyOf } from './signature.js';
export type { SigningKey } from './signature.js';
