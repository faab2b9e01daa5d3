import DataLoader from 'dataloader';

/** More reads than these at once become several queries, so that one is taken apart while the next is answered. */
const readsMax = { ofOne: 100, ofMany: 4 };

export interface ReadsById<Row> {
  /** Null: it is not there. */
  load: (id: string) => Promise<Row | null>;
  /** Those that are there, in the order of the ids. */
  loadAll: (ids: readonly string[]) => Promise<Row[]>;
}

/**
 * Reads rows by id. All that is asked for within one turn of the event loop, by however many requests, is one query:
 * with many clients a round trip for each of them is what costs most, and when something changes they all ask for the
 * same. Nothing is kept from one turn to the next, so that everybody reads what is committed before they ask.
 *
 * @param find the rows of these ids that are there, in any order
 */
export function gatherById<Row extends { id: string }>(
  find: (ids: readonly string[]) => Promise<Row[]>,
): ReadsById<Row> {
  const readAll = async (reads: readonly (readonly string[])[]): Promise<Row[][]> => {
    const rows = new Map((await find([...new Set(reads.flat())])).map((row) => [row.id, row]));
    return reads.map((ids) => ids.flatMap((id) => rows.get(id) ?? []));
  };
  const gather = (maxBatchSize: number) =>
    new DataLoader(readAll, { cache: false, maxBatchSize, batchScheduleFn: setImmediate });
  const [ofOne, ofMany] = [gather(readsMax.ofOne), gather(readsMax.ofMany)];
  return {
    load: async (id) => (await ofOne.load([id]))[0] ?? null,
    loadAll: (ids) => ofMany.load(ids),
  };
}
