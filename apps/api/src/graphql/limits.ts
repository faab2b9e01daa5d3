import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isObjectType,
  Kind,
  Lexer,
  Source,
  TokenKind,
} from 'graphql';

/** Of one operation, fragments included. */
const operationLimits = { depth: 8, cost: 1_000, aliases: 30, rootFields: 10 };

/** Of the text. A payload is written out in it too, as deep as payloads may be. */
const textLimits = { tokens: 2_000, brackets: 150 };

/** Arguments that say how many items a field answers, and what they count for when a variable holds them. */
const sizeArguments = ['limit', 'count'];
const unknownSize = 100;

interface Measure {
  depth: number;
  /** About how many objects are read. */
  cost: number;
  aliases: number;
  fields: number;
}

const nothing: Measure = { depth: 0, cost: 0, aliases: 0, fields: 0 };

const opening: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const closing: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/**
 * Reads a text token by token, before the parser does, which goes down one call for each bracket.
 *
 * @throws GraphQLError for a text that is too long or too deep
 */
export function checkText(text: string): void {
  const lexer = new Lexer(new Source(text));
  let brackets = 0;
  for (let tokens = 1; lexer.advance().kind !== TokenKind.EOF; tokens += 1) {
    const { kind } = lexer.token;
    brackets += Number(opening.includes(kind)) - Number(closing.includes(kind));
    if (tokens > textLimits.tokens) throw refusal(`A query has at most ${textLimits.tokens} tokens.`);
    if (brackets > textLimits.brackets)
      throw refusal(`A query is at most ${textLimits.brackets} brackets deep.`);
  }
}

/**
 * What is wrong with the size of a document, before it is validated, which alone can take long for a hostile one.
 *
 * @param mayIntrospect whether the schema may be asked for; such questions are deep, and cost nothing
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  mayIntrospect: boolean,
): GraphQLError[] {
  const measuring = new Measuring(schema, document, mayIntrospect);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  try {
    return operations.flatMap((operation) => faultsOf(measuring.measureOperation(operation)));
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function faultsOf({ depth, cost, aliases, fields }: Measure): GraphQLError[] {
  const limits: [string, number, number][] = [
    ['is nested', depth, operationLimits.depth],
    ['costs', cost, operationLimits.cost],
    ['has aliases', aliases, operationLimits.aliases],
    ['has root fields', fields, operationLimits.rootFields],
  ];
  return limits
    .filter(([, amount, limit]) => amount > limit)
    .map(([what, amount, limit]) => refusal(`The operation ${what} ${amount}; ${limit} is the most.`));
}

function refusal(message: string, code = 'request.too_complex'): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

class Measuring {
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  /** Each fragment is measured once, however often it is spread; null meanwhile. Those in a circle are for validation. */
  readonly #measured = new Map<string, Measure | null>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly mayIntrospect: boolean,
  ) {
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  measureOperation(operation: OperationDefinitionNode): Measure {
    return this.#measureAll(operation.selectionSet, this.schema.getRootType(operation.operation));
  }

  #measureAll({ selections }: SelectionSetNode, type: GraphQLNamedType | null | undefined): Measure {
    return selections.map((selection) => this.#measure(selection, type)).reduce(add, nothing);
  }

  #measure(selection: SelectionNode, type: GraphQLNamedType | null | undefined): Measure {
    if (selection.kind === Kind.FIELD) return this.#measureField(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#measureFragment(selection.name.value);
    const condition = selection.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : this.schema.getType(condition);
    return this.#measureAll(selection.selectionSet, narrowed);
  }

  #measureFragment(name: string): Measure {
    const known = this.#measured.get(name);
    const fragment = this.#fragments.get(name);
    if (known !== undefined || fragment === undefined) return known ?? nothing;
    this.#measured.set(name, null);
    const type = this.schema.getType(fragment.typeCondition.name.value);
    const measure = this.#measureAll(fragment.selectionSet, type);
    this.#measured.set(name, measure);
    return measure;
  }

  #measureField(node: FieldNode, type: GraphQLNamedType | null | undefined): Measure {
    const aliases = node.alias === undefined ? 0 : 1;
    const name = node.name.value;
    if (name === '__schema' || name === '__type') {
      if (!this.mayIntrospect)
        throw refusal('The schema is in docs/schema.graphql; this API does not tell it.', 'auth.forbidden');
      return { ...nothing, aliases, fields: 1 };
    }
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    const inner =
      node.selectionSet === undefined
        ? nothing
        : this.#measureAll(node.selectionSet, field && getNamedType(field.type));
    return {
      depth: inner.depth + 1,
      cost: costOf(node, field, inner.cost),
      aliases: inner.aliases + aliases,
      fields: 1,
    };
  }
}

function add(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    cost: a.cost + b.cost,
    aliases: a.aliases + b.aliases,
    fields: a.fields + b.fields,
  };
}

/** An object counts for one, and so does each item of a list whose size is an argument, with all that is inside of it. */
function costOf(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined, inner: number): number {
  const size = field === undefined ? null : sizeOf(node, field);
  const isObject = field === undefined ? inner > 0 : isCompositeType(getNamedType(field.type));
  if (size === null) return isObject ? 1 + inner : inner;
  return size * (1 + inner);
}

/** How many items a field answers at most; null when it is not for the query to say. */
function sizeOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
  const argument = field.args.find(({ name }) => sizeArguments.includes(name));
  if (argument === undefined) return null;
  const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  if (given === undefined) return Number(argument.defaultValue ?? unknownSize);
  // What is out of range is refused anyway; it must not make anything cheaper before.
  return given.kind === Kind.INT ? Math.max(Number(given.value), 1) : unknownSize;
}
