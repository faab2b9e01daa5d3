import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';
import type { Principal } from '../auth/principal.js';
import type { RateLimits } from '../http/rate-limits.js';
import { callWeight } from '../http/rate-limits.js';
import type { GraphqlContext } from './context.js';

/** Counts every mutation like the request to REST that does the same, however many come in one operation. */
export function countMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    const weight = field.name === 'runTask' ? callWeight : 1;
    field.resolve = async (source, details, context: GraphqlContext, info) => {
      await context.count(weight);
      return resolve(source, details, context, info);
    };
  }
  return schema;
}

/** The first mutation came with a request that was counted for one already. */
export function counterOf(
  limits: RateLimits,
  principal: Principal,
  address: string,
): (weight: number) => Promise<void> {
  let counted = 1;
  return async (weight) => {
    const more = weight - counted;
    counted = 0;
    if (more > 0) await limits.admit(principal, address, more);
  };
}
