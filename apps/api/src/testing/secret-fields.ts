interface Schema {
  $ref?: string;
  writeOnly?: boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema> };
}

interface DocumentedOperation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** A place in the body of a request where something secret may stand. */
export interface SecretField {
  operationId: string;
  method: string;
  template: string;
  /** From the outside in; 0 for an item of a list. */
  path: (string | 0)[];
  /** Whether it is never answered either. */
  isWriteOnly: boolean;
}

/** What is secret by its name, or may hold something that is: a payload, a header, a URL with its query. */
const secretName =
  /pass(word|wd)|secret$|token|payload|headers|url$|address|command|certificate|^(ca|text|result|line|body)$/i;
/** Names of what is kept elsewhere: `keySecret`, `signingSecretId`. */
const nameOfSecret = /\w(Secret|SecretId)$/;

/** Every such place of an OpenAPI document: what it marks as `writeOnly`, and what is called like a secret. */
export function secretFieldsOf({ paths, components }: Document): SecretField[] {
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined ? schema : resolve(components.schemas[schema.$ref.split('/').at(-1)!]!);

  const fieldsIn = (
    given: Schema,
    path: SecretField['path'],
  ): Pick<SecretField, 'path' | 'isWriteOnly'>[] => {
    const schema = resolve(given);
    const name = path.findLast((part) => part !== 0) ?? '';
    const isWriteOnly = given.writeOnly ?? schema.writeOnly ?? false;
    const isSecret = isWriteOnly || (secretName.test(name) && !nameOfSecret.test(name));
    return [
      ...(isSecret ? [{ path, isWriteOnly }] : []),
      ...[schema.anyOf, schema.oneOf, schema.allOf].flatMap((choices = []) =>
        choices.flatMap((choice) => fieldsIn({ ...resolve(choice), writeOnly: false }, path)),
      ),
      ...(schema.items ? fieldsIn(schema.items, [...path, 0]) : []),
      ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => fieldsIn(value, [...path, key])),
    ];
  };

  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).flatMap(([method, { operationId, requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      if (schema === undefined) return [];
      const found = new Map(fieldsIn(schema, []).map((field) => [field.path.join('.'), field]));
      return [...found.values()].map((field) => ({ operationId, method, template, ...field }));
    }),
  );
}

/** The body with a value at a place, whatever stood there. */
export function withValueAt(body: unknown, path: SecretField['path'], value: unknown): object {
  const [part, ...rest] = path;
  const at = (inner: unknown) => (rest.length === 0 ? value : withValueAt(inner, rest, value));
  if (part === 0) return [at(Array.isArray(body) ? body[0] : undefined)];
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { ...fields, [part!]: at(fields[part!]) };
}
