/** Rows that have something in common, under a head. A row may stand in several. */
export interface RowGroup<Row> {
  key: string;
  /** What its rows have in common. */
  label: string;
  /** How many rows there are, drawn or not; null: not known yet. */
  count: number | null;
  isOpen: boolean;
  /** As far as they are read; none while it is folded. */
  rows: readonly Row[];
  /** Whether there are more to read, or some are being read. */
  hasMore: boolean;
  isLoading: boolean;
  /** Why its rows cannot be read; null: they can. */
  fault: string | null;
  onMore: () => unknown;
}

export interface RowGroups<Row> {
  /** What the heads are for: `tag`. */
  by: string;
  list: readonly RowGroup<Row>[];
  /** Folds a group, or opens it. */
  toggle: (key: string) => void;
}

/** One row, in one place where it stands. */
export interface RowLine<Row> {
  kind: 'row';
  /** Its own in the whole table, also where a row stands in several groups. */
  key: string;
  /** What a tick is put at: the row itself, wherever it stands. */
  tick: string;
  row: Row;
  /** Null: the rows are not grouped. */
  group: string | null;
  /** The ticks of its group, in order. */
  range: readonly string[];
}

/** What a table draws, one under the other: rows, and of groups their heads and what leads on. */
export type Line<Row> = RowLine<Row> | { kind: 'head' | 'more'; key: string; group: RowGroup<Row> };

interface Known<Row> {
  rows: readonly Row[];
  groups: RowGroups<Row> | undefined;
  keyOf: (row: Row) => string;
}

/** The rows as they are known, each where it stands. */
export function knownLines<Row>({ rows, groups, keyOf }: Known<Row>): readonly RowLine<Row>[] {
  if (groups === undefined) return rowLines({ rows, keyOf, group: null });
  return groups.list.flatMap(({ key, isOpen, rows: own }) =>
    isOpen ? rowLines({ rows: own, keyOf, group: key }) : [],
  );
}

function rowLines<Row>({
  rows,
  keyOf,
  group,
}: Pick<Known<Row>, 'rows' | 'keyOf'> & { group: string | null }): RowLine<Row>[] {
  const range = rows.map(keyOf);
  return rows.map((row, at) => {
    const tick = range[at]!;
    return { kind: 'row', key: group === null ? tick : `${group} ${tick}`, tick, row, group, range };
  });
}

/** The rows as they are to be drawn, under the heads of their groups. */
export function linesOf<Row>(
  rows: readonly RowLine<Row>[],
  groups: RowGroups<Row> | undefined,
): readonly Line<Row>[] {
  if (groups === undefined) return rows;
  const byGroup = groupBy(rows, ({ group }) => group);
  return groups.list.flatMap((group): Line<Row>[] => {
    const head = { kind: 'head', key: `head ${group.key}`, group } as const;
    if (!group.isOpen) return [head];
    const leadsOn = group.hasMore || group.isLoading || group.fault !== null;
    const more = leadsOn ? [{ kind: 'more', key: `more ${group.key}`, group } as const] : [];
    return [head, ...(byGroup.get(group.key) ?? []), ...more];
  });
}

/** What can be ticked, each once. */
export function ticksOf<Row>(lines: readonly Line<Row>[]): readonly string[] {
  return [...new Set(lines.flatMap((line) => (line.kind === 'row' ? [line.tick] : [])))];
}

/** A run of lines of one group, by their indices among those that are drawn. */
export interface Section<Row> {
  group: RowGroup<Row>;
  items: readonly number[];
}

/** The lines that are drawn, group by group. */
export function sectionsOf<Row>(
  lines: readonly Line<Row>[],
  { list }: RowGroups<Row>,
  items: readonly number[],
): readonly Section<Row>[] {
  const keyAt = (index: number): string => {
    const line = lines[index]!;
    return line.kind === 'row' ? line.group! : line.group.key;
  };
  const byGroup = groupBy(items, keyAt);
  return list.flatMap((group) => {
    const own = byGroup.get(group.key);
    return own === undefined ? [] : [{ group, items: own }];
  });
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
