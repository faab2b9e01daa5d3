/** Which installation this is, for people who have several. */
export interface Place {
  workspace: string;
  /** Such as `prod`; null: it has no mark. */
  environment: string | null;
  /** Where its metrics are seen; null: it is not told. */
  grafanaUrl: string | null;
  /** In development alone. */
  hasGraphiql: boolean;
}

/** What the server of the pages tells of itself with each request (src/page-headers.ts). */
export function readPlace(header: string | null): Place {
  if (header === null)
    return { workspace: 'Carillon', environment: null, grafanaUrl: null, hasGraphiql: false };
  return JSON.parse(decodeURIComponent(header)) as Place;
}
