import type { IncomingMessage } from 'node:http';
import type { Principal } from './principal.js';

const callers = new WeakMap<IncomingMessage, Principal | null>();

/** Notes who makes a request. */
export function setCaller(request: IncomingMessage, principal: Principal | null): void {
  callers.set(request, principal);
}

/** Who makes a request. Null: nobody that is known; undefined: nobody has asked yet. */
export function callerOf(request: IncomingMessage): Principal | null | undefined {
  return callers.get(request);
}
