import type { Request } from 'express';
import type { Principal } from '../auth/principal.js';

/** What the transport knows of a request before GraphQL begins. */
export interface RequestContext {
  principal: Principal;
  requestId: string;
  /** For looking again who is calling, while a subscription lasts. */
  httpRequest: Request;
}
