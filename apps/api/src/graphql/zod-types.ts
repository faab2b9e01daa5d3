import {
  backoffStrategies,
  dstGapPolicies,
  dstOverlapPolicies,
  httpMethods,
  misfirePolicies,
  onFailurePolicies,
  overlapPolicies,
  runStatuses,
  runTriggers,
  skipReasons,
  taskLogStatuses,
  taskPriorities,
  taskStatuses,
} from '@carillon/domain';
import { z } from 'zod';
import type { FieldAccess } from './field-access.js';
import type { Builder } from './builder.js';
import { asks } from './builder.js';

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** Pothos infers the values of a field from a type that is written out; these are known only when the schema is read. */
type ReadType = 'String';

interface ObjectTraits {
  name: string;
  access: FieldAccess;
  known?: Record<string, unknown>;
}

interface Field {
  key: string;
  type: ReadType;
  isNullable: boolean;
  description: string | undefined;
}

/** Named for all types alike; any other enum is named after its type and field. */
const sharedEnums = {
  TaskStatus: taskStatuses,
  TaskPriority: taskPriorities,
  RunTrigger: runTriggers,
  SkipReason: skipReasons,
  AttemptStatus: taskLogStatuses,
  HttpMethod: httpMethods,
  BackoffStrategy: backoffStrategies,
  OverlapPolicy: overlapPolicies,
  DstGapPolicy: dstGapPolicies,
  DstOverlapPolicy: dstOverlapPolicies,
  OnFailurePolicy: onFailurePolicies,
};

/**
 * Makes GraphQL types of the schemas that REST answers and validates with, so that a field which REST learns is here
 * too. What has no fixed set of fields is JSON.
 */
export class ZodTypes {
  readonly #enumNames = new Map<string, string>();
  readonly runStatus;
  readonly misfirePolicy;

  constructor(private readonly builder: Builder) {
    this.runStatus = this.#enum('RunStatus', runStatuses);
    this.misfirePolicy = this.#enum('MisfirePolicy', misfirePolicies);
    for (const [name, words] of Object.entries(sharedEnums)) this.#enum(name, words);
  }

  /**
   * The fields of an answer, as a type.
   *
   * @param traits.known the types of fields that are described elsewhere
   */
  object<T extends object>(schema: z.ZodType, traits: ObjectTraits) {
    return this.#object<T>(readSchema(schema, 'output'), traits);
  }

  /** The fields of a body. */
  body(schema: z.ZodType, name: string) {
    const { properties = {}, required = [] } = readSchema(schema, 'input');
    return this.#input(this.#fieldsOf(properties, required, { name }), name);
  }

  /** The filters of a list. A list of words is a list here, where a query string joins them. */
  filter(listQuery: z.ZodType, name: string) {
    const { limit, cursor, sort, total, filter, ...asText } = readSchema(listQuery, 'input').properties!;
    const asRead = readSchema(listQuery, 'output').properties!;
    const filters = Object.keys(asText).map((key) => {
      return [key, asRead[key]?.type === 'array' ? asRead[key] : asText[key]!] as const;
    });
    const properties = { ...Object.fromEntries(filters), ...(filter && { expression: filter }) };
    return this.#input(this.#fieldsOf(properties, [], { name }), name);
  }

  /** The sorts of a list: `-createdAt` is CREATED_AT_DESC. */
  sort(listQuery: z.ZodType, name: string) {
    return this.#enum(name, readSchema(listQuery, 'input').properties!.sort!.enum!);
  }

  #object<T extends object>({ properties = {}, required = [] }: JsonSchema, traits: ObjectTraits) {
    const fields = this.#fieldsOf(properties, required, traits);
    return this.builder.objectRef<T>(traits.name).implement({
      ...asks(traits.access),
      fields: (t) =>
        Object.fromEntries(
          fields.map(({ key, type, isNullable, description }) => [
            key,
            t.field({
              type,
              description,
              nullable: isNullable,
              resolve: (parent) => (parent as Record<string, unknown>)[key] as string,
            }),
          ]),
        ),
    });
  }

  #input(fields: Field[], name: string) {
    return this.builder.inputType(name, {
      fields: (t) =>
        Object.fromEntries(
          fields.map(({ key, type, isNullable, description }) => [
            key,
            t.field({ type, description, required: !isNullable as false }),
          ]),
        ),
    });
  }

  /** @param context.access of answers; inputs have none, and objects inside of them are JSON */
  #fieldsOf(
    properties: Record<string, JsonSchema>,
    required: string[],
    { name, access, known = {} }: { name: string; access?: FieldAccess; known?: Record<string, unknown> },
  ): Field[] {
    return Object.entries(properties).map(([key, schema]) => {
      const inner = { name: `${name}${key.charAt(0).toUpperCase()}${key.slice(1)}`, access };
      const type = (known[key] ?? this.#typeOf(schema, inner)) as ReadType;
      const isNullable = !required.includes(key) || mayBeNull(schema);
      return { key, type, isNullable, description: schema.description };
    });
  }

  #typeOf(schema: JsonSchema, context: { name: string; access?: FieldAccess | undefined }): unknown {
    const { type, items, properties, ...rest } = withoutNull(schema);
    if (rest.enum !== undefined) return this.#enumOf(rest.enum, context.name);
    if (type === 'array' && items !== undefined)
      return [this.#typeOf(items, { ...context, name: context.name.replace(/s$/, '') })];
    if (type === 'string') return stringTypes[rest.format ?? ''] ?? 'String';
    const { name, access } = context;
    const isChoice = Object.values(properties ?? {}).some(
      (property) => withoutNull(property).type === undefined,
    );
    if (properties === undefined || access === undefined || isChoice)
      return plainTypes[String(type)] ?? 'JSON';
    return this.#object(withoutNull(schema), { name, access });
  }

  #enumOf(words: readonly string[], name: string): string {
    const known = this.#enumNames.get(words.join());
    if (known === undefined) this.#enum(name, words);
    return known ?? name;
  }

  #enum<const Word extends string>(name: string, words: readonly Word[]) {
    this.#enumNames.set(words.join(), name);
    const values = Object.fromEntries(words.map((word) => [enumName(word), { value: word }]));
    return this.builder.enumType(name, { values: values });
  }
}

const stringTypes: Record<string, string> = { uuid: 'ID', 'date-time': 'DateTime' };
const plainTypes: Record<string, string> = { integer: 'Int', number: 'Float', boolean: 'Boolean' };

function readSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const read = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  const name = read.$ref?.split('/').at(-1);
  return name === undefined ? read : read.$defs![name]!;
}

/** Anything may be null. */
function mayBeNull({ type, anyOf, $ref }: JsonSchema): boolean {
  if (anyOf !== undefined) return anyOf.some(mayBeNull);
  return [type].flat().includes('null') || (type === undefined && $ref === undefined);
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const variants = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  if (variants.length === 1) return variants[0]!;
  return Array.isArray(schema.type)
    ? { ...schema, type: schema.type.find((type) => type !== 'null')! }
    : schema;
}

/** `run_after` → RUN_AFTER, `-createdAt` → CREATED_AT_DESC. */
function enumName(word: string): string {
  const name = word
    .replace(/^-/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase();
  return word.startsWith('-') ? `${name}_DESC` : name;
}
