import type { Method } from '@carillon/client';
import { writeJson } from '@carillon/domain';
import type { ConnectionOptions } from './connect.js';
import { connect } from './connect.js';
import { InputReader, readJson } from './read-input.js';

/** A request as any client's, with less of a promise about what it is: not even the path is known. */
type AnyRequest = (method: Method, path: string, input: { body?: unknown }) => Promise<unknown>;

/** Sends one request and prints what is answered: JSON indented, with every digit, and anything else as it is. */
export async function callApi(
  method: Method,
  path: string,
  options: ConnectionOptions & { data?: string },
): Promise<void> {
  const { data } = options;
  const body =
    data === undefined ? undefined : readJson('--data', await new InputReader().text('--data', data));
  const client = await connect(options, true);
  // Braces are the places of parameters in the client's paths.
  const address = `/${path.replace(/^\//, '')}`.replaceAll('{', '%7B').replaceAll('}', '%7D');
  const answer = await (client.request as AnyRequest)(method, address, body === undefined ? {} : { body });
  if (answer === undefined) return;
  process.stdout.write(typeof answer === 'string' ? answer : `${writeJson(answer, 2)}\n`);
}
