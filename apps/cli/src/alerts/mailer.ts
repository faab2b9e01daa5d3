import { createTransport } from 'nodemailer';
import type { AlertOutcome } from './alert-outcome.js';

export interface Mail {
  to: string[];
  subject: string;
  text: string;
  /** The same with every attempt. */
  messageId: string;
}

export interface Mailer {
  /** Never rejects: whatever goes wrong is the outcome. */
  send(mail: Mail): Promise<AlertOutcome>;
}

const timeLimits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };

/** A connection for each mail: alerts are rare, and a server that was away is simply asked again. */
export function createMailer({ url, from }: { url: string | null; from: string | null }): Mailer {
  if (url === null || from === null) {
    const message = 'CARILLON_SMTP_URL and CARILLON_SMTP_FROM are not set for the publisher';
    return { send: () => Promise.resolve(notSent(message, false)) };
  }
  // Neither files nor pages are ever read into a mail.
  const transport = createTransport({ url, ...timeLimits, disableFileAccess: true, disableUrlAccess: true });
  const domain = /@([^\s>]+)>?$/.exec(from)?.[1] ?? 'carillon';
  return {
    async send({ to, subject, text, messageId }) {
      try {
        const { response, rejected } = await transport.sendMail({
          ...{ from, to, subject, text, messageId: `<${messageId}@${domain}>` },
          // Told by a machine: answers about absence are not wanted.
          headers: { 'auto-submitted': 'auto-generated' },
        });
        const refused = rejected.map(String);
        const words = refused.length === 0 ? response : `${response}; refused for ${refused.join(', ')}`;
        return { ok: true, httpStatus: null, message: words, isPermanent: false, retryAfterMs: null };
      } catch (error) {
        const { message, responseCode = 0 } = error as Error & { responseCode?: number };
        return notSent(message, responseCode >= 500);
      }
    },
  };
}

function notSent(message: string, isPermanent: boolean) {
  return { ok: false, httpStatus: null, message, isPermanent, retryAfterMs: null };
}
