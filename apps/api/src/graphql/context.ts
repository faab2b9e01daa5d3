import type { Loaders } from './loaders.js';
import type { RequestContext } from './request-context.js';
import type { GraphqlServices } from './services.js';

/** What every resolver is given. */
export interface GraphqlContext extends RequestContext {
  services: GraphqlServices;
  loaders: Loaders;
  /** Counts a mutation against the caller's limit. @throws AppError `request.too_many` */
  count: (weight: number) => Promise<void>;
}
