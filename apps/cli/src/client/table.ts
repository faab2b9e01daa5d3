import stringWidth from 'string-width';

export interface Column<Row> {
  title: string;
  /** One line of text; what a terminal would take for a command is shown, not sent. */
  value: (row: Row) => string;
  /** Gives way where the terminal is too narrow. */
  isFlexible?: boolean;
  paint?: (text: string, row: Row) => string;
}

const gap = '  ';
const flexibleWidthMin = 12;

/** Everything that moves the cursor, turns the order of letters or begins a line. */
const unprintable = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text as one line that does nothing to a terminal; a blank one is `-`. */
export function oneLine(text: string): string {
  const shown = text.replace(unprintable, escapeOf);
  return shown.trim() === '' ? '-' : shown;
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(letter: string): string {
  return short[letter] ?? `\\u${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`;
}

/** @param widthMax of the terminal; null: nothing is cut off */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  widthMax: number | null,
): string {
  const cells = rows.map((row) => columns.map(({ value }) => oneLine(value(row))));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((line) => stringWidth(line[index]!))),
  );
  if (widthMax !== null) shrink(widths, columns, widthMax);
  const line = (texts: string[], paint: (text: string, index: number) => string): string =>
    texts
      .map((text, index) => {
        const cut = cutTo(text, widths[index]!);
        const room = index === texts.length - 1 ? 0 : widths[index]! - stringWidth(cut);
        return paint(cut, index) + ' '.repeat(room);
      })
      .join(gap);
  const head = line(
    columns.map(({ title }) => title),
    (text) => text,
  );
  const lines = cells.map((texts, number) =>
    line(texts, (text, index) => columns[index]!.paint?.(text, rows[number]!) ?? text),
  );
  return [head, ...lines].map((text) => `${text.trimEnd()}\n`).join('');
}

function shrink(widths: number[], columns: readonly Column<never>[], widthMax: number): void {
  let excess = widths.reduce((sum, width) => sum + width + gap.length, -gap.length) - widthMax;
  while (excess > 0) {
    const widest = widths.reduce(
      (best, width, index) => (columns[index]!.isFlexible && width > (widths[best] ?? 0) ? index : best),
      -1,
    );
    if (widest === -1 || widths[widest]! <= flexibleWidthMin) return;
    widths[widest]! -= 1;
    excess -= 1;
  }
}

const letters = new Intl.Segmenter();

function cutTo(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let [kept, used] = ['', 0];
  for (const { segment } of letters.segment(text)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
