import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';
import { asChange } from '../audit/change.js';
import type { GraphqlContext } from './context.js';

/** Tells what every mutation changes what it is, for its entry in the audit log. */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, details: Record<string, unknown>, context: GraphqlContext, info) => {
      const { principal, requestId, httpRequest } = context;
      const event = {
        principal,
        action: field.name,
        subject: { type: 'tasks', id: typeof details.id === 'string' ? details.id : null },
        details,
        ip: httpRequest.ip ?? null,
        requestId,
      };
      return asChange(event, (): unknown => resolve(source, details, context, info));
    };
  }
  return schema;
}
