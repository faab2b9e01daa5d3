import { parseJson } from '@carillon/domain';
import SchemaBuilder from '@pothos/core';
import type { ValueNode } from 'graphql';
import { Kind, valueFromASTUntyped } from 'graphql';
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
  builder.scalarType('JSON', {
    description: 'Any JSON value.',
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: readLiteral,
  });
  builder.queryType({});
  builder.mutationType({});
  builder.subscriptionType({});
  return builder;
}

/** JSON as it stands in the text of an operation, with every digit of its numbers. */
function readLiteral(node: ValueNode, variables?: Record<string, unknown> | null): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return parseJson(node.value);
    case Kind.LIST:
      return node.values.map((item) => readLiteral(item, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, readLiteral(value, variables)]),
      );
    default:
      return valueFromASTUntyped(node, variables);
  }
}

export type Builder = ReturnType<typeof createBuilder>;

/** Where `access.ts` looks for what a field or a type asks of whoever wants it. */
export function asks(access: FieldAccess): { extensions: { access: FieldAccess } } {
  return { extensions: { access } };
}
