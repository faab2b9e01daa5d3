import type { DeliveryErrorCode } from './delivery-outcome.js';
import type { DeliveryOptions, WebhookAuth } from './delivery-options.js';

/**
 * The placeholders of a webhook's URL, header values and payload. The grammar, in full:
 *
 *     text        = *( "{{{{" | placeholder | any character )
 *     placeholder = "{{" *space name *space "}}"
 *     name        = one of `templateNames` | "secret:" secret name
 *
 * `{{{{` stands for two braces. Nothing is evaluated, nothing nests, and what is filled in is not read again.
 */
export const templateNames = [
  'scheduledFor',
  'scheduledForUnix',
  'runId',
  'taskId',
  'taskName',
  'attempt',
  'trigger',
] as const;

export type TemplateName = (typeof templateNames)[number];

/** As the CHECK constraint of `secrets.name` has it. */
export const secretNamePattern = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;

/** Text as it stands, or what to fill in. */
type TemplatePart = string | { name: TemplateName } | { secret: string };

export interface Template {
  parts: readonly TemplatePart[];
}

/** A sentence that begins behind the name of the field. `position` counts characters from 1. */
export interface TemplateFault {
  fault: string;
  position: number;
}

export interface TemplateValues {
  /** ISO 8601 UTC. */
  scheduledFor: string;
  runId: string;
  taskId: string;
  taskName: string;
  /** 1 for the first. */
  attempt: number;
  trigger: string;
  /** By name. */
  secrets: ReadonlyMap<string, string>;
}

/** Why a request cannot be made from its templates, for the task log: it holds no value. */
export interface RenderFailure {
  errorCode: Extract<DeliveryErrorCode, 'template_invalid' | 'secret_missing'>;
  message: string;
}

/** Makes a value harmless where it is put; null when the value cannot stand there. */
export type TemplateEscape = (value: string) => string | null;

/** Reads a text with placeholders. Linear; a text without any costs one search. */
export function parseTemplate(text: string): Template | TemplateFault {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', from)) {
    if (text.startsWith('{{{{', at)) {
      parts.push(text.slice(from, at + 2));
      from = at + 4;
      continue;
    }
    const end = text.indexOf('}}', at);
    if (end === -1) return { fault: 'has a {{ that is never closed', position: at + 1 };
    const name = text.slice(at + 2, end).replace(/^ +| +$/g, '');
    const part = toPart(name);
    if (part === null) {
      return { fault: `names {{${name.slice(0, 40)}}}, which is not known`, position: at + 1 };
    }
    parts.push(text.slice(from, at), part);
    from = end + 2;
  }
  parts.push(text.slice(from));
  return { parts: parts.filter((part) => part !== '') };
}

function toPart(name: string): TemplatePart | null {
  if (!name.startsWith('secret:')) return isTemplateName(name) ? { name } : null;
  const secret = name.slice('secret:'.length);
  return secretNamePattern.test(secret) ? { secret } : null;
}

function isTemplateName(name: string): name is TemplateName {
  return (templateNames as readonly string[]).includes(name);
}

/** What is wrong with a text as a template, or null. */
export function checkTemplate(text: string): string | null {
  const template = parseTemplate(text);
  return 'fault' in template ? describe(template) : null;
}

function describe({ fault, position }: TemplateFault): string {
  return `${fault} (character ${position}); {{{{ stands for two braces`;
}

/** For a value in the path or the query of a URL. Dots alone would lead to another path, in any spelling. */
export const escapeForUrl: TemplateEscape = (value) =>
  /\p{Surrogate}|^\.\.?$/u.test(value) ? null : encodeURIComponent(value);

/** For the value of a header, where a line break would begin another header. */
export const escapeForHeader: TemplateEscape = (value) =>
  /^[\t\x20-\x7e\x80-\xff]*$/.test(value) ? value : null;

/** For the content of a JSON string, without its quotes. */
export const escapeForJson: TemplateEscape = (value) => JSON.stringify(value).slice(1, -1);

/** Fills a template in, each value once and escaped. */
export function renderTemplate(
  template: Template,
  values: TemplateValues,
  escape: TemplateEscape,
): { text: string } | RenderFailure {
  let text = '';
  for (const part of template.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = valueOf(part, values);
    const name = 'name' in part ? part.name : `secret:${part.secret}`;
    if (value === undefined) return { errorCode: 'secret_missing', message: `There is no {{${name}}}` };
    const escaped = escape(value);
    if (escaped === null) {
      const message = `The value of {{${name}}} has characters that cannot stand where it is used`;
      return { errorCode: 'template_invalid', message };
    }
    text += escaped;
  }
  return { text };
}

function valueOf(part: Exclude<TemplatePart, string>, values: TemplateValues): string | undefined {
  if ('secret' in part) return values.secrets.get(part.secret);
  if (part.name !== 'scheduledForUnix') return String(values[part.name]);
  return String(Math.floor(Date.parse(values.scheduledFor) / 1_000));
}

/** What a request is made of, as stored; the payload as JSON text. */
export interface TemplateTexts {
  url: string;
  headers: Record<string, string>;
  payloadText: string;
}

/**
 * URL, headers and payload with their placeholders filled in. The URL that comes out is to be judged like any other:
 * only its host is sure to be the task's own.
 */
export function renderWebhook(texts: TemplateTexts, values: TemplateValues): TemplateTexts | RenderFailure {
  if (authorityOf(texts.url).includes('{{')) {
    return { errorCode: 'template_invalid', message: 'The webhook URL has a placeholder in its host' };
  }
  const url = renderText(texts.url, values, escapeForUrl);
  if ('errorCode' in url) return url;
  const payload = renderText(texts.payloadText, values, escapeForJson);
  if ('errorCode' in payload) return payload;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts.headers)) {
    const value = renderText(text, values, escapeForHeader);
    if ('errorCode' in value) return value;
    headers[name] = value.text;
  }
  return { url: url.text, headers, payloadText: payload.text };
}

function renderText(text: string, values: TemplateValues, escape: TemplateEscape) {
  const template = parseTemplate(text);
  if (!('fault' in template)) return renderTemplate(template, values, escape);
  const failure: RenderFailure = { errorCode: 'template_invalid', message: `The task ${describe(template)}` };
  return failure;
}

/** User, host and port of an http URL, as it is written. */
export function authorityOf(url: string): string {
  return /^https?:\/\/([^/?#\\]*)/i.exec(url)?.[1] ?? '';
}

/** The names of the secrets that a request needs, each once: of its authentication, its client key and its placeholders. */
export function secretNamesOf(options: DeliveryOptions, texts: TemplateTexts): readonly string[] {
  const { templates, auth, tls } = options;
  const names = new Set<string>();
  if (auth !== null) names.add(authSecretName(auth));
  if (tls !== null && tls.keySecret !== null) names.add(tls.keySecret);
  if (templates) {
    for (const text of [texts.url, texts.payloadText, ...Object.values(texts.headers)]) {
      const template = parseTemplate(text);
      if ('fault' in template) continue;
      for (const part of template.parts)
        if (typeof part !== 'string' && 'secret' in part) names.add(part.secret);
    }
  }
  return [...names];
}

/** The name of the one secret that an authentication needs. */
export function authSecretName(auth: WebhookAuth): string {
  switch (auth.type) {
    case 'basic':
      return auth.passwordSecret;
    case 'bearer':
      return auth.tokenSecret;
    case 'api_key':
      return auth.valueSecret;
    case 'oauth2':
      return auth.clientSecret;
  }
}
