import type { Loaders } from './loaders.js';
import type { RequestContext } from './request-context.js';
import type { GraphqlServices } from './services.js';

/** A mutation that has succeeded. */
export interface AuditedChange {
  action: string;
  subjectId: string | null;
  details: Record<string, unknown>;
}

/** What every resolver is given. */
export interface GraphqlContext extends RequestContext {
  services: GraphqlServices;
  loaders: Loaders;
  /** Writes down a change that was made. */
  audit: (change: AuditedChange) => Promise<void>;
}
