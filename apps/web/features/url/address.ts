/** Null and '' take a value away. */
export type AddressValues = Readonly<Record<string, string | null>>;

/** Of the state in an address, what is no view of a list: where one is in it, and the clock. */
const places = ['row', 'panel', 'clock'] as const;

/** What a list shows and in which order, as the query of its address has it. */
export function viewOf(params: URLSearchParams): string {
  const view = new URLSearchParams(params);
  for (const name of places) view.delete(name);
  return view.toString();
}

/** The address of the page with other values in its query. */
export function addressWith(values: AddressValues): string {
  const { pathname, search, hash } = window.location;
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return `${pathname}${query === '' ? '' : `?${query}`}${hash}`;
}

/** What the address says now, what was noted last included. */
export function valueInAddress(name: string): string | null {
  settleAddress();
  return new URLSearchParams(window.location.search).get(name);
}

/** Browsers refuse an address that changes more often than a hundred times in half a minute. */
const everyMs = 400;

let noted: { path: string; values: AddressValues } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let writtenAt = -Infinity;

/**
 * Writes what may change with every key. The router is not told: its pages are not drawn again for it, and a page that
 * is on its way still comes. Back and a reload bring it again like the rest.
 */
export function noteInAddress(values: AddressValues): void {
  const path = window.location.pathname;
  noted = { path, values: noted?.path === path ? { ...noted.values, ...values } : values };
  const leftMs = writtenAt + everyMs - performance.now();
  if (leftMs <= 0) settleAddress();
  else timer ??= setTimeout(settleAddress, leftMs);
}

/** Writes what was noted and not written yet; what belongs to a page that was left is forgotten. */
export function settleAddress(): void {
  clearTimeout(timer);
  timer = undefined;
  const last = noted;
  noted = null;
  if (last === null || last.path !== window.location.pathname) return;
  writtenAt = performance.now();
  // The router puts its own functions over those of the document.
  History.prototype.replaceState.call(window.history, window.history.state, '', addressWith(last.values));
}
