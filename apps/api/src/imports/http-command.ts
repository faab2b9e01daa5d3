import { parseArgs } from 'node:util';
import type { TaskDraft } from './request-draft.js';
import { credentialHint, RequestDraft } from './request-draft.js';
import { CommandFault, splitWords } from './shell-words.js';

interface Option {
  type: 'string' | 'boolean';
  short?: string;
  /** Null: it changes nothing of the request. */
  effect: ((draft: RequestDraft, value: string) => void) | null;
}

type Program = Readonly<Record<string, Option>>;

const value = (effect: Option['effect'], short?: string): Option => option('string', effect, short);
const flag = (effect: Option['effect'], short?: string): Option => option('boolean', effect, short);

function option(type: Option['type'], effect: Option['effect'], short: string | undefined): Option {
  return { type, effect, ...(short === undefined ? {} : { short }) };
}

const warn = (text: string) => (draft: RequestDraft) => void draft.warnings.push(text);
const refuse = (text: string, hint?: string) => () => {
  throw new CommandFault(text, hint);
};

const setUrl = (draft: RequestDraft, url: string) => draft.setUrl(url);
const addHeader = (draft: RequestDraft, line: string) => draft.addHeader(line);
const addData = (draft: RequestDraft, text: string) => draft.addData(text);
const addDataOrFile = (draft: RequestDraft, text: string) => draft.addDataOrFile(text);
const setTimeoutSeconds = (draft: RequestDraft, seconds: string) => {
  draft.timeoutMs = Math.round(Number(seconds) * 1_000);
};
const setMethod = (draft: RequestDraft, method: string) => {
  draft.method = method.toUpperCase();
};
const noPassword = refuse('has a user and a password', credentialHint);
const noRedirects = warn('Redirects are never followed: give the address that they lead to.');
const verified = warn('Certificates are always verified; deliveryOptions.tls names authorities of your own.');
const ownUserAgent = warn('The user agent is Carillon’s own.');

const curl: Program = {
  request: value(setMethod, 'X'),
  url: value(setUrl),
  header: value(addHeader, 'H'),
  data: value(addDataOrFile, 'd'),
  'data-ascii': value(addDataOrFile),
  'data-binary': value(addDataOrFile),
  'data-raw': value(addData),
  'data-urlencode': value((draft, text) => {
    const [, name = '', content = ''] = /^([^=@]*=)?(.*)$/s.exec(text) ?? [];
    draft.addDataOrFile(
      `${name}${name === '' && content.startsWith('@') ? content : encodeURIComponent(content)}`,
    );
  }),
  json: value(addDataOrFile),
  get: flag((draft) => void (draft.dataInQuery = true), 'G'),
  head: flag((draft) => setMethod(draft, 'HEAD'), 'I'),
  referer: value((draft, text) => draft.addHeader(`referer: ${text}`), 'e'),
  cookie: value((draft, text) => draft.addHeader(`cookie: ${text}`), 'b'),
  'max-time': value(setTimeoutSeconds, 'm'),
  retry: value((draft, count) => void (draft.maxRetry = Number(count))),
  'user-agent': value(ownUserAgent, 'A'),
  user: value(noPassword, 'u'),
  netrc: flag(noPassword, 'n'),
  location: flag(noRedirects, 'L'),
  insecure: flag(verified, 'k'),
  form: value(refuse('sends a form', 'Webhooks are sent JSON.'), 'F'),
  'upload-file': value(refuse('sends a file', 'Webhooks are sent JSON.'), 'T'),
  proxy: value(refuse('names a proxy', 'Set deliveryOptions.proxyUrl.'), 'x'),
  cert: value(refuse('names a certificate', 'Set deliveryOptions.tls.'), 'E'),
  key: value(refuse('names a key', 'Set deliveryOptions.tls.')),
  cacert: value(refuse('names an authority', 'Set deliveryOptions.tls.')),
  silent: flag(null, 's'),
  'show-error': flag(null, 'S'),
  verbose: flag(null, 'v'),
  include: flag(null, 'i'),
  fail: flag(null, 'f'),
  'fail-with-body': flag(null),
  'no-buffer': flag(null, 'N'),
  globoff: flag(null, 'g'),
  'progress-bar': flag(null, '#'),
  compressed: flag(null),
  'http1.1': flag(null),
  http2: flag(null),
  output: value(null, 'o'),
  'write-out': value(null, 'w'),
  'connect-timeout': value(null),
  'retry-delay': value(null),
};

const wget: Program = {
  method: value(setMethod),
  header: value(addHeader),
  'post-data': value((draft, text) => {
    setMethod(draft, 'POST');
    draft.addData(text);
  }),
  'body-data': value(addData),
  'post-file': value(refuse('reads its body from a file', 'Put the body itself in its place.')),
  'body-file': value(refuse('reads its body from a file', 'Put the body itself in its place.')),
  spider: flag((draft) => setMethod(draft, 'HEAD')),
  timeout: value(setTimeoutSeconds, 'T'),
  tries: value((draft, count) => void (draft.maxRetry = Number(count) - 1), 't'),
  user: value(noPassword),
  password: value(noPassword),
  'http-user': value(noPassword),
  'http-password': value(noPassword),
  'user-agent': value(ownUserAgent, 'U'),
  'no-check-certificate': flag(verified),
  quiet: flag(null, 'q'),
  'no-verbose': flag(null),
  'output-document': value(null, 'O'),
  'output-file': value(null, 'o'),
};

const programs: Readonly<Record<string, Program>> = { curl, wget };

/**
 * The task that does what a curl or wget command does. Nothing is run, and no file is read.
 *
 * @param judge why a URL would not be called, or null
 * @throws CommandFault when it cannot be taken over
 */
export function readHttpCommand(command: string, judge: (url: string) => string | null): TaskDraft {
  const [path = '', ...words] = splitWords(command);
  const name = path.replace(/^.*\//, '');
  const options = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (options === undefined)
    throw new CommandFault(`runs ${name || 'nothing'}; only curl and wget make requests`);
  const draft = new RequestDraft();
  for (const token of parseWords(words, options)) {
    if (token.kind === 'positional') draft.setUrl(token.value);
    if (token.kind === 'option') options[token.name]?.effect?.(draft, token.value ?? '');
  }
  const made = draft.toTask();
  const refusal = judge(made.task.webhookUrl);
  if (refusal !== null) throw new CommandFault(`cannot be taken over: ${refusal}`);
  return made;
}

function parseWords(words: string[], options: Program) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, tokens: true }).tokens;
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\. |\n/);
    throw new CommandFault(`cannot be taken over: ${sentence}`);
  }
}
