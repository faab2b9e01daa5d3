import type { paths } from './generated/api.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The paths that take a method, as the OpenAPI document writes them: `/api/tasks/{id}`. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<Lowercase<M>, object> ? Path : never;
}[keyof paths];

interface Operation {
  parameters: { query?: unknown; path?: unknown };
  requestBody?: unknown;
  responses: object;
}

type OperationOf<M extends Method, Path extends PathOf<M>> =
  paths[Path] extends Record<Lowercase<M>, infer O extends Operation> ? O : never;

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : unknown;

type Params<O extends Operation> = O['parameters'] extends { path: infer Params }
  ? { params: Params }
  : unknown;

type Body<O extends Operation> = [NonNullable<O['requestBody']>] extends [never]
  ? unknown
  : O extends { requestBody: infer Content }
    ? { body: Json<Content> }
    : { body?: Json<NonNullable<O['requestBody']>> };

interface Common {
  /** Refused with 412 unless it has this version still. */
  ifMatch?: number;
  /** Instead of the one that is made up, where another process may repeat the request. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** What an operation is given. */
export type Input<M extends Method, Path extends PathOf<M>> = Params<OperationOf<M, Path>> &
  Pick<OperationOf<M, Path>['parameters'], 'query'> &
  Body<OperationOf<M, Path>> &
  Common;

/** What it answers when all goes well; undefined for 204. */
export type Answer<M extends Method, Path extends PathOf<M>> = AnswerOf<OperationOf<M, Path>['responses']>;

type AnswerOf<Responses> = Responses extends { 204: unknown }
  ? undefined
  : Json<Responses[keyof Responses & (200 | 201 | 202)]>;

/** The lists that go on with a cursor. */
export type ListPath = {
  [Path in PathOf<'GET'>]: Answer<'GET', Path> extends { items: unknown[]; nextCursor: string | null }
    ? Path
    : never;
}[PathOf<'GET'>];

/** An argument that may be left out when nothing in it has to be given. */
export type Optional<Argument> = object extends Argument ? [argument?: Argument] : [argument: Argument];
