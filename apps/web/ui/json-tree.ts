/** JSON as it was written: numbers keep every digit, and keys their order and their repetitions. */
export type JsonNode =
  | { kind: 'object'; entries: { key: string; value: JsonNode }[] }
  | { kind: 'array'; items: JsonNode[] }
  /** `text` is the literal as it stands in the source, quotes and escapes included. */
  | { kind: 'string' | 'number' | 'literal'; text: string };

/** Deeper than anything that people read, and far from what a call stack holds. */
const depthMax = 200;

const tokenPattern =
  // eslint-disable-next-line no-control-regex -- JSON forbids control characters in its strings.
  /[\s]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y;

interface Token {
  kind: 'mark' | 'string' | 'number' | 'literal';
  text: string;
}

/** @returns null when the text is no JSON, or is nested too deep to be shown as a tree */
export function parseJsonTree(text: string): JsonNode | null {
  const tokens = tokenize(text);
  if (tokens === null) return null;
  const reader = new Reader(tokens);
  const node = reader.value(0);
  return node !== null && reader.isAtEnd() ? node : null;
}

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < end) {
    const match = tokenPattern.exec(text);
    if (match === null) return null;
    const [, mark, string, number, literal] = match;
    if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'literal', text: literal! });
  }
  return tokens;
}

/** Reads tokens one after the other; every method gives null for what is no JSON. */
class Reader {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  isAtEnd(): boolean {
    return this.#at === this.tokens.length;
  }

  value(depth: number): JsonNode | null {
    const token = this.tokens[this.#at];
    if (token === undefined || depth > depthMax) return null;
    this.#at += 1;
    if (token.kind !== 'mark') return { kind: token.kind, text: token.text };
    if (token.text === '{') return this.#object(depth);
    return token.text === '[' ? this.#array(depth) : null;
  }

  #object(depth: number): JsonNode | null {
    const entries: { key: string; value: JsonNode }[] = [];
    if (this.#take('}')) return { kind: 'object', entries };
    do {
      const key = this.tokens[this.#at];
      if (key?.kind !== 'string') return null;
      this.#at += 1;
      if (!this.#take(':')) return null;
      const value = this.value(depth + 1);
      if (value === null) return null;
      entries.push({ key: key.text, value });
    } while (this.#take(','));
    return this.#take('}') ? { kind: 'object', entries } : null;
  }

  #array(depth: number): JsonNode | null {
    const items: JsonNode[] = [];
    if (this.#take(']')) return { kind: 'array', items };
    do {
      const item = this.value(depth + 1);
      if (item === null) return null;
      items.push(item);
    } while (this.#take(','));
    return this.#take(']') ? { kind: 'array', items } : null;
  }

  #take(mark: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'mark' || token.text !== mark) return false;
    this.#at += 1;
    return true;
  }
}

/** The tree as text with two blanks a level; the numbers and texts are those of the source, letter by letter. */
export function writeJsonTree(node: JsonNode, indent = ''): string {
  const inner = `${indent}  `;
  if (node.kind === 'object') {
    if (node.entries.length === 0) return '{}';
    const lines = node.entries.map(({ key, value }) => `${inner}${key}: ${writeJsonTree(value, inner)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
  }
  if (node.kind === 'array') {
    if (node.items.length === 0) return '[]';
    return `[\n${node.items.map((item) => inner + writeJsonTree(item, inner)).join(',\n')}\n${indent}]`;
  }
  return node.text;
}
