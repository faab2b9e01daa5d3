import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';
import type { GraphqlContext } from './context.js';

/** Has every mutation written down, once it is made and before it is answered. */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, details: Record<string, unknown>, context: GraphqlContext, info) => {
      const answer: unknown = await resolve(source, details, context, info);
      await context.audit({ action: field.name, subjectId: subjectOf(details, answer), details });
      return answer;
    };
  }
  return schema;
}

/** What the arguments name, or else what the answer is. */
function subjectOf(details: Record<string, unknown>, answer: unknown): string | null {
  const { id } = { ...(answer as { id?: unknown }), ...details };
  return typeof id === 'string' ? id : null;
}
