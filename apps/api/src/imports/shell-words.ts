/** A sentence about a command that cannot be taken over, and what to do instead. */
export class CommandFault extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
};

/** Each piece that a line of a shell is made of, tried in this order. */
const pieces = {
  blank: /(?:[ \t]|\\\r?\n)+/y,
  end: /\s*(?:#.*|\r?\n\s*)?$/y,
  redirect: /(?:&|\d?)>>?\s*(?:&\d|[^\s"'|&;<>]+)/y,
  single: /'([^']*)'/y,
  ansi: /\$'((?:[^'\\]|\\[^])*)'/y,
  double: /"((?:[^"\\$`]|\\[^])*)"/y,
  escaped: /\\([^\r\n])/y,
  plain: /[^\s"'\\$`|&;<>()]+/y,
};

/**
 * The words of one command, as a shell would make them, without running anything. Where its output goes does not matter.
 *
 * @throws CommandFault where a shell would do more than make words
 */
export function splitWords(command: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const take = (piece: RegExp): RegExpExecArray | null => {
    piece.lastIndex = at;
    const found = piece.exec(command);
    if (found !== null) at = piece.lastIndex;
    return found;
  };
  const endWord = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  const add = (text: string): void => {
    word = (word ?? '') + text;
  };
  for (;;) {
    if (take(pieces.blank) !== null) endWord();
    if (word === null ? take(pieces.end) !== null : /^\s*$/.test(command.slice(at))) {
      endWord();
      return words;
    }
    if (word === null && take(pieces.redirect) !== null) continue;
    const found =
      take(pieces.single)?.[1] ??
      readAnsi(take(pieces.ansi)?.[1]) ??
      take(pieces.double)?.[1]?.replace(
        /\\(?:\r?\n|(["\\$`]))/g,
        (_, kept: string | undefined) => kept ?? '',
      ) ??
      take(pieces.escaped)?.[1] ??
      take(pieces.plain)?.[0];
    if (found === undefined) throw unreadable(command.slice(at));
    add(found);
  }
}

/** `$'…'`, as browsers copy requests. */
function readAnsi(text: string | undefined): string | undefined {
  return text?.replace(
    /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|([^]))/g,
    (_, ...groups: (string | undefined)[]) => {
      const [hex, short, long, letter = ''] = groups;
      const code = hex ?? short ?? long;
      if (code === undefined) return escapes[letter] ?? letter;
      const point = parseInt(code, 16);
      if (point > 0x10ffff) throw new CommandFault('has an escape that is no character');
      return String.fromCodePoint(point);
    },
  );
}

function unreadable(rest: string): CommandFault {
  const shown = rest.slice(0, 20);
  if (/^["']|^\$'/.test(rest) && !/[$`]/.test(rest.slice(1)))
    return new CommandFault(`has a quote that is never closed: ${shown}`);
  if (/^"?[^|&;<>()\s]*[$`]/.test(rest)) {
    return new CommandFault(
      `has something that a shell would fill in: ${shown}`,
      'Put the value itself in its place.',
    );
  }
  return new CommandFault(`is more than one command: ${shown}`, 'Give one command, without pipes.');
}
