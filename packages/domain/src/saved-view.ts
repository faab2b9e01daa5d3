/** The lists of which views are kept, by their paths in the dashboard. */
export const savedViewPages = ['/tasks', '/runs'] as const;
export type SavedViewPage = (typeof savedViewPages)[number];

/** A filter and an order of a list that somebody keeps under a name. */
export interface SavedView {
  id: string;
  /** Of the user or the API key, or `this machine`. */
  ownerId: string;
  ownerName: string;
  page: SavedViewPage;
  name: string;
  /** What stands behind the `?` of the address. */
  query: string;
  isShared: boolean;
  /** Rises with each change. */
  version: number;
  createdAt: string;
  updatedAt: string;
}
