import { X509Certificate } from 'node:crypto';
import { checkAssertion } from '@carillon/delivery';
import { retryStatusClasses, secretNamePattern } from '@carillon/domain';
import { z } from 'zod';
import { isStorable, plainText } from '../http/text.js';
import { jsonPayload } from './payload.schema.js';
import { faultOfHeaderName, faultOfUrl } from './webhook.schema.js';

/** All options together, as JSON text; PostgreSQL writes it with blanks and holds it to 65,536 bytes. */
const optionsBytesMax = 40_000;
const certificatesLengthMax = 16_384;

/** Text that a rule finds nothing wrong with. */
function checkedText(lengthMax: number, faultOf: (text: string) => string | null) {
  return plainText(lengthMax).superRefine((text, context) => {
    const message = faultOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

const secretName = z
  .string()
  .regex(secretNamePattern, {
    error: 'must be the name of a secret: a letter, then letters, digits, _, . and -; 100 at most',
  })
  .describe('The name of a secret.');

/** Printable ASCII, which every server reads alike. */
const username = plainText(500).regex(/^[\x20-\x39\x3b-\x7e]+$/, {
  error: 'must be printable ASCII without a colon',
});

const auth = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('basic'), username, passwordSecret: secretName }),
      z.strictObject({ type: z.literal('bearer'), tokenSecret: secretName }),
      z.strictObject({
        type: z.literal('api_key'),
        header: checkedText(256, faultOfHeaderName),
        valueSecret: secretName,
      }),
      z.strictObject({
        type: z.literal('oauth2'),
        tokenUrl: checkedText(2_048, faultOfUrl),
        clientId: plainText(500),
        clientSecret: secretName,
        scope: plainText(1_000).nullable().default(null),
        audience: plainText(1_000).nullable().default(null),
      }),
    ],
    { error: 'must be an object whose type is basic, bearer, api_key or oauth2' },
  )
  .nullable()
  .default(null)
  .describe('How the request is authenticated. oauth2 fetches tokens by client credentials and keeps them.');

const proxyUrl = checkedText(2_048, faultOfProxy)
  .nullable()
  .default(null)
  .describe('An HTTP proxy, http://host:port, in place of the installation’s.');

function faultOfProxy(text: string): string | null {
  const fault = faultOfUrl(text);
  if (fault !== null) return fault;
  const { protocol, pathname, search } = new URL(text);
  return protocol === 'http:' && pathname === '/' && search === '' ? null : 'must be http://host:port';
}

const certificates = checkedText(certificatesLengthMax, faultOfCertificates).nullable().default(null);

const certificatePattern = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

function faultOfCertificates(pem: string): string | null {
  if (/PRIVATE KEY/.test(pem))
    return 'must not hold a private key; name the secret that holds it in keySecret';
  const found = pem.match(certificatePattern);
  if (found === null || pem.replace(certificatePattern, '').trim() !== '') {
    return 'must be certificates in PEM, each from BEGIN CERTIFICATE to END CERTIFICATE, and nothing else';
  }
  const index = found.findIndex((text) => !isCertificate(text));
  return index === -1 ? null : `has a certificate that cannot be read, number ${index + 1}`;
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

const tls = z
  .strictObject({
    ca: certificates.describe('Authorities to trust in place of the installation’s, PEM.'),
    certificate: certificates.describe(
      'The client’s certificate, with those between it and its authority, PEM.',
    ),
    keySecret: secretName
      .nullable()
      .default(null)
      .describe('The secret that holds the client’s private key, PEM.'),
  })
  .refine(({ certificate, keySecret }) => (certificate === null) === (keySecret === null), {
    path: ['keySecret'],
    error: 'and certificate come together or not at all',
  })
  .nullable()
  .default(null);

const assertionText = z.string().min(1);
const assertion = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('json_path_exists'), path: assertionText }),
      z
        .strictObject({ type: z.literal('json_path_equals'), path: assertionText, value: jsonPayload })
        .refine(({ value }) => value !== undefined, { path: ['value'], error: 'is required' }),
      z.strictObject({ type: z.literal('regex'), pattern: assertionText.refine(isStorable) }),
    ],
    { error: 'must be an object whose type is json_path_exists, json_path_equals or regex' },
  )
  .superRefine((given, context) => {
    const fault = checkAssertion(given);
    if (fault !== null) context.addIssue({ code: 'custom', path: [fault.field], message: fault.message });
  })
  .nullable()
  .default(null)
  .describe('What the body of a successful response must hold besides, to count as a success.');

const retryOn = z
  .array(
    z.union([z.int().min(300).max(599), z.enum(retryStatusClasses)], {
      error: 'must be a status from 300 to 599, or 3xx, 4xx or 5xx',
    }),
  )
  .min(1)
  .max(20)
  .nullable()
  .default(null)
  .describe(
    'The statuses after which a run is tried again, such as [429, "5xx"]; null: every one. Time-outs and the like always are.',
  );

/** How the webhook is sent; what is left out has its default, also in a change: the options are replaced as a whole. */
export const deliveryOptions = z
  .strictObject({
    templates: z
      .boolean()
      .default(false)
      .describe('Whether {{placeholders}} in URL, headers and payload are filled in.'),
    auth,
    proxyUrl,
    tls,
    assertion,
    steering: z
      .boolean()
      .default(false)
      .describe('Whether the receiver may steer the task by carillon-… headers of its response.'),
    retryOn,
  })
  .refine((options) => Buffer.byteLength(JSON.stringify(options)) <= optionsBytesMax, {
    error: `must be at most ${optionsBytesMax} bytes as JSON`,
  })
  .describe('How the webhook is sent. A change replaces all options; what is left out gets its default.');
