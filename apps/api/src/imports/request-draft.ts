import { forbiddenHeader, parseJson, parseUrl } from '@carillon/domain';
import type { CreateTaskInput } from '../tasks/tasks.schemas.js';
import { createTaskSchema } from '../tasks/tasks.schemas.js';
import { CommandFault } from './shell-words.js';

/** A task that nobody has made yet, and what of the command it does not do. */
export interface TaskDraft {
  task: CreateTaskInput;
  warnings: string[];
}

export const credentialHint =
  'Keep the password as a secret (POST /api/secrets) and name it in deliveryOptions.auth: ' +
  '{ "type": "basic", "username": "…", "passwordSecret": "…" }.';

/** The request that a command makes, gathered option by option. */
export class RequestDraft {
  url: string | null = null;
  method: string | null = null;
  dataInQuery = false;
  timeoutMs: number | undefined;
  maxRetry: number | undefined;
  readonly warnings: string[] = [];
  readonly #headers: Record<string, string> = {};
  readonly #data: string[] = [];

  setUrl(url: string): void {
    if (this.url !== null) throw new CommandFault('has more than one URL');
    this.url = url;
  }

  /** `name: value` */
  addHeader(line: string): void {
    const [, name, value] = /^([^:]+):\s*(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new CommandFault(`has a header without a value: ${line}`);
    if (/^authorization$/i.test(name)) {
      if (/^basic\b/i.test(value))
        throw new CommandFault('has a password in its authorization header', credentialHint);
      this.warnings.push(
        'The authorization header is kept as plain text; a secret in deliveryOptions.auth is safer.',
      );
    }
    if (forbiddenHeader(name)) this.warnings.push(`The header ${name} is left out: the sender sets it.`);
    else this.#headers[name] = value;
  }

  addData(text: string): void {
    this.#data.push(text);
  }

  /** As `addData`, where `@` names a file. */
  addDataOrFile(text: string): void {
    if (text.startsWith('@'))
      throw new CommandFault('reads its body from a file', 'Put the body itself in its place.');
    this.addData(text);
  }

  /** @throws CommandFault when it makes no task */
  toTask(): TaskDraft {
    const { timeoutMs, maxRetry, warnings } = this;
    const url = this.#fullUrl();
    const hasBody = this.#data.length > 0 && !this.dataInQuery;
    const httpMethod = this.method ?? (hasBody ? 'POST' : 'GET');
    const { host, pathname } = new URL(url);
    const parsed = createTaskSchema.safeParse({
      taskName: `${httpMethod} ${host}${pathname === '/' ? '' : pathname}`.slice(0, 200),
      webhookUrl: url,
      httpMethod,
      ...(Object.keys(this.#headers).length > 0 ? { httpHeaders: this.#headers } : {}),
      ...(hasBody ? { jsonPayload: parseBody(this.#data.join('&')) } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(maxRetry === undefined ? {} : { maxRetry }),
    });
    if (parsed.success) return { task: parsed.data, warnings };
    const [issue] = parsed.error.issues;
    throw new CommandFault(`makes no task: ${issue!.path.join('.')}: ${issue!.message}`);
  }

  #fullUrl(): string {
    if (this.url === null) throw new CommandFault('has no URL');
    const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(this.url) ? this.url : `http://${this.url}`;
    const parsed = parseUrl(url);
    if (parsed === null) throw new CommandFault(`has a URL that is not valid: ${url}`);
    const { username, password } = parsed;
    if (username !== '' || password !== '')
      throw new CommandFault('has a password in its URL', credentialHint);
    if (!this.dataInQuery || this.#data.length === 0) return url;
    return `${url}${url.includes('?') ? '&' : '?'}${this.#data.join('&')}`;
  }
}

function parseBody(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new CommandFault('has a body that is not JSON', 'Webhooks are sent JSON.');
  }
}
