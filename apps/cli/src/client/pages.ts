/** What lists are asked for. */
export interface ListOptions {
  filter?: string;
  sort?: string;
  limit: number;
  all?: boolean;
}

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** More does not fit into one answer. */
const pageSizeMax = 100;

/** The pages of a list, as many as make `limit` items, or all. */
export async function* pagesOf<Item>(
  { limit, all = false }: ListOptions,
  read: (page: { limit: number; cursor: string | undefined }) => Promise<Page<Item>>,
): AsyncGenerator<Page<Item>, void> {
  let left = all ? Number.POSITIVE_INFINITY : limit;
  let cursor: string | undefined;
  do {
    const page = await read({ limit: Math.min(left, pageSizeMax), cursor });
    yield page;
    left -= page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && left > 0);
}
