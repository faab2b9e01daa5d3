/**
 * How a task's webhook is sent beside URL, method, headers and payload. Secrets are named, never held: the name leads
 * to a sealed row, and its value is read when the request is composed.
 */
export interface DeliveryOptions {
  /** Whether `{{…}}` in URL, headers and payload is filled in; see `template.ts`. Off: everything is sent as stored. */
  templates: boolean;
  auth: WebhookAuth | null;
  /** An HTTP proxy for this task, in place of the installation's; `http://host:port`. */
  proxyUrl: string | null;
  tls: WebhookTls | null;
  assertion: ResponseAssertion | null;
  /** Whether the receiver may steer the task by the headers of its response; see `receiver-wishes.ts`. */
  steering: boolean;
  /** The statuses after which a run is tried again; null: every one. A failure without a status always may be. */
  retryOn: readonly RetryStatus[] | null;
}

/** Classes of statuses, for those who do not want to name each. */
export const retryStatusClasses = ['3xx', '4xx', '5xx'] as const;

/** One status, or a class of them. */
export type RetryStatus = number | (typeof retryStatusClasses)[number];

/** Fields that end in `Secret` are names of secrets. */
export type WebhookAuth =
  | { type: 'basic'; username: string; passwordSecret: string }
  | { type: 'bearer'; tokenSecret: string }
  | { type: 'api_key'; header: string; valueSecret: string }
  | {
      type: 'oauth2';
      tokenUrl: string;
      clientId: string;
      clientSecret: string;
      scope: string | null;
      audience: string | null;
    };

/** PEM text; the private key is the name of a secret. */
export interface WebhookTls {
  /** Authorities to trust in place of the installation's. */
  ca: string | null;
  certificate: string | null;
  keySecret: string | null;
}

/** What a 2xx response must hold besides, to count as a success. */
export type ResponseAssertion =
  | { type: 'json_path_exists'; path: string }
  | { type: 'json_path_equals'; path: string; value: unknown }
  | { type: 'regex'; pattern: string };

export const defaultDeliveryOptions: DeliveryOptions = {
  templates: false,
  auth: null,
  proxyUrl: null,
  tls: null,
  assertion: null,
  steering: false,
  retryOn: null,
};
