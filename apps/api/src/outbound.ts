import type { ApiConfig } from '@carillon/config';
import type { Pool } from '@carillon/db';
import { secretRows } from '@carillon/db';
import type { OutboundPolicy, SigningKey, WebhookSender } from '@carillon/delivery';
import { createOutboundPolicy, createWebhookSender, newHmacSecret, signingKeyOf } from '@carillon/delivery';
import type { Keyring } from '@carillon/secrets';
import { lazyKeyring, SecretStore } from '@carillon/secrets';
import { version } from './version.js';

/** What test requests are sent with. */
export interface Outbound {
  keyring: () => Promise<Keyring>;
  secrets: SecretStore<SigningKey>;
  outboundPolicy: OutboundPolicy;
  sender: WebhookSender;
}

/** Under the same rules as listeners send. @throws AppError `config.invalid` */
export function openOutbound(config: ApiConfig, pool: Pool): Outbound {
  const keyring = lazyKeyring(config);
  const rules = {
    allow: config.outboundAllow,
    allowHttp: config.outboundHttp,
    ownAddresses: config.ownAddresses,
  };
  return {
    keyring,
    secrets: new SecretStore({ keyring, ...secretRows(pool), newHmacSecret, toSigningKey: signingKeyOf }),
    outboundPolicy: createOutboundPolicy(rules),
    sender: createWebhookSender({
      version,
      ...rules,
      proxyUrl: config.outboundProxyUrl,
      ca: config.outboundCa,
    }),
  };
}
