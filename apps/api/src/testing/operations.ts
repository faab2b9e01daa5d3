import { unknownId } from './api.js';

interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema> };
}

interface DocumentedOperation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** A route of the OpenAPI document. */
export interface Operation {
  method: string;
  /** `/api/tasks/{id}` */
  template: string;
  /** The same, of things that are not there. */
  path: string;
  query: string[];
  /** A sample has the fields that are required, and values that are taken as far as the schema tells. */
  body: { fields: string[]; sample: Record<string, unknown> } | null;
}

const names: Record<string, string> = { '{id}': unknownId, '{format}': 'json' };

export function operationsOf({ paths, components }: Document): Operation[] {
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined ? schema : resolve(components.schemas[schema.$ref.split('/').at(-1)!]!);

  const sampleOf = (given: Schema): unknown => {
    const schema = resolve(given);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return sampleOf(choices[0]!);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    if (schema.type === 'object') return objectOf(schema);
    if (schema.type === 'array')
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items!));
    if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
    if (schema.type === 'boolean') return true;
    return textOf(schema);
  };
  const objectOf = ({ properties = {}, required = [] }: Schema): Record<string, unknown> =>
    Object.fromEntries(required.map((name) => [name, sampleNamed(name, properties[name]!)]));
  const sampleNamed = (name: string, schema: Schema): unknown =>
    /url$/i.test(name) ? 'http://receiver.test/hook' : sampleOf(schema);

  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => {
      const schema = requestBody && resolve(requestBody.content['application/json']!.schema);
      return {
        method,
        template,
        path: template.replace(/\{\w+\}/g, (part) => names[part] ?? 'nothing'),
        query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
        body: schema ? { fields: Object.keys(schema.properties ?? {}), sample: objectOf(schema) } : null,
      };
    }),
  );
}

function textOf({ format, minLength = 1 }: Schema): string {
  if (format === 'uuid') return unknownId;
  if (format === 'email') return 'somebody@carillon.test';
  if (format === 'date-time') return '2999-01-01T00:00:00Z';
  return 'x'.repeat(minLength);
}
