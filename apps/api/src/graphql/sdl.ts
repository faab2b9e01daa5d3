import { printSchema } from 'graphql';
import { createSchema } from './schema.js';

/** The schema in GraphQL's own language. */
export function readSdl(): string {
  return printSchema(createSchema());
}
