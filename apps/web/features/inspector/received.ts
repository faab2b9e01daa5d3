import type { ReceivedRequest } from './inspector.api';

/** More are not held by the page; the oldest go, but for those that are pinned. */
export const heldMax = 500;

/** What was just read, before what is held; both have the newest first. */
export function joinReceived(
  held: readonly ReceivedRequest[],
  fresh: readonly ReceivedRequest[],
  pinned: readonly number[] = [],
): readonly ReceivedRequest[] {
  const newest = held[0]?.number ?? 0;
  const added = fresh.filter(({ number }) => number > newest);
  if (added.length === 0) return held;
  return [...added, ...held].filter(({ number }, index) => index < heldMax || pinned.includes(number));
}

/** Those of a path in which every word is met somewhere. */
export function searchReceived(
  requests: readonly ReceivedRequest[],
  text: string,
  path: string | null,
): ReceivedRequest[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return requests.filter((request) => {
    if (path !== null && request.path !== path) return false;
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
    const { method, query, status, body } = request;
    const within = [method, request.path, query, status ?? 'no answer', body, ...headers]
      .join('\n')
      .toLowerCase();
    return words.every((word) => within.includes(word));
  });
}

export interface Endpoint {
  path: string;
  count: number;
  failed: number;
  lastAt: string;
}

/** The paths that were called, the one called last first. */
export function endpointsOf(requests: readonly ReceivedRequest[]): Endpoint[] {
  const endpoints = new Map<string, Endpoint>();
  for (const { path, at, status } of requests) {
    const endpoint = endpoints.get(path) ?? { path, count: 0, failed: 0, lastAt: at };
    endpoint.count += 1;
    if (!isGood(status)) endpoint.failed += 1;
    endpoints.set(path, endpoint);
  }
  return [...endpoints.values()];
}

/** Null: nothing was answered. */
export const isGood = (status: number | null): boolean => status !== null && status < 400;
