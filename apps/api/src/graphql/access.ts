import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, getNamedType, isObjectType } from 'graphql';
import { requireAccess } from '../auth/principal.js';
import type { GraphqlContext } from './context.js';
import type { FieldAccess } from './field-access.js';

type Guarded = GraphQLField<unknown, GraphqlContext>;

/** What a field or an object type says about who may have it; undefined when it says nothing. */
export function accessOf({ extensions }: { extensions: object }): FieldAccess | undefined {
  return (extensions as { access?: FieldAccess }).access;
}

/**
 * Puts a guard before every field that asks for something, itself or by the type that it leads to. So it makes no
 * difference on which way a task or a run is reached.
 *
 * @throws Error for a root field or an object type that does not say who may have it
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = roots.includes(type);
    if (!isRoot && accessOf(type) === undefined) throw new Error(`${type.name} does not say who may read it`);
    for (const field of Object.values(type.getFields()) as Guarded[]) {
      if (isRoot && accessOf(field) === undefined) {
        throw new Error(`${type.name}.${field.name} does not say who may use it`);
      }
      guardField(field);
    }
  }
  return schema;
}

function guardField(field: Guarded): void {
  const rules = [accessOf(field), accessOf(getNamedType(field.type))].filter((rule) => rule !== undefined);
  if (rules.length === 0) return;
  const guarded =
    (resolve: GraphQLFieldResolver<unknown, GraphqlContext>): typeof resolve =>
    (source, args, context, info) => {
      for (const rule of rules) requireAccess(context.principal, rule.role, rule.scope);
      return resolve(source, args, context, info);
    };
  field.resolve = guarded(field.resolve ?? defaultFieldResolver);
  if (field.subscribe !== undefined) field.subscribe = guarded(field.subscribe);
}
