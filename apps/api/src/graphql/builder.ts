import SchemaBuilder from '@pothos/core';
import type { FieldAccess } from './field-access.js';
import type { GraphqlContext } from './context.js';

interface SchemaTypes {
  Context: GraphqlContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string | Date };
    JSON: { Input: unknown; Output: unknown };
  };
}

/** A builder that knows the scalars and the three roots, and nothing else yet. */
export function createBuilder() {
  const builder = new SchemaBuilder<SchemaTypes>({ defaultFieldNullability: false });
  builder.scalarType('DateTime', {
    description: 'ISO 8601 with Z or an offset; answered as UTC.',
    serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  });
  builder.scalarType('JSON', { description: 'Any JSON value.', serialize: (value) => value });
  builder.queryType({});
  builder.mutationType({});
  builder.subscriptionType({});
  return builder;
}

export type Builder = ReturnType<typeof createBuilder>;

/** Where `access.ts` looks for what a field or a type asks of whoever wants it. */
export function asks(access: FieldAccess): { extensions: { access: FieldAccess } } {
  return { extensions: { access } };
}
