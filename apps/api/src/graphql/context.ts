import type { Loaders } from './loaders.js';
import type { RequestContext } from './request-context.js';
import type { GraphqlServices } from './services.js';

/** What every resolver is given. */
export interface GraphqlContext extends RequestContext {
  services: GraphqlServices;
  loaders: Loaders;
}
