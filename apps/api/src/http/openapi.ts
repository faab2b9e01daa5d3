import { AppError } from '@carillon/domain';
import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { callerOf } from '../auth/caller.js';
import { version } from '../version.js';
import { operationId } from './operation-id.js';
import { problemSchema } from './problem.js';

interface JsonSchema {
  [keyword: string]: unknown;
  id?: string;
  $defs?: Record<string, JsonSchema>;
}

/** zod's JSON Schema of 2020-12, which is OpenAPI 3.1's own; what has a name becomes a component. */
function toOpenApi(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  const {
    $defs = {},
    $schema: _,
    ...rest
  } = z.toJSONSchema(schema as z.ZodType, {
    target: 'draft-2020-12',
    io: schemaType,
    unrepresentable: 'any',
  }) as JsonSchema;
  const components = Object.fromEntries(
    Object.entries($defs).map(([name, { id: _id, ...body }]) => [name, body]),
  );
  return { schema: rest, components };
}

/**
 * Serves the OpenAPI document, made when it is first asked for, at /api/openapi.json and its readable form at /api/docs, to
 * whoever may use the API.
 */
export function serveOpenApi(app: NestExpressApplication): void {
  app.use(['/api/docs', '/api/openapi.json'], requireCaller);
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
  });
}

const requireCaller: RequestHandler = (request, _response, next) => {
  if (callerOf(request)) return next();
  next(new AppError('auth.required', 'Sign in, or send an API key, to read about the API.'));
};

/** The OpenAPI document, from the routes and the schemas that check what goes in and out. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Carillon')
    .setDescription('Self-hosted webhook task scheduler. Errors are problem documents (RFC 9457).')
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', description: 'An API key (`cak_…`), or the access token of a sign-in.' })
    .addCookieAuth('carillon_session', {
      type: 'apiKey',
      description: 'The session of the dashboard; `__Host-carillon_session` over TLS.',
    });
  const document = SwaggerModule.createDocument(app, builder.build(), {
    standardSchemaConverter: toOpenApi,
    operationIdFactory: (controller, method) => operationId(controller, method),
  });
  describeProblems(document);
  describeEmptyBodies(document);
  return document;
}

/** Every operation may answer with a problem. */
function describeProblems(document: OpenAPIObject): void {
  const { components } = toOpenApi(problemSchema, { schemaType: 'output' });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(components as object) },
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (!operation) continue;
      operation.responses.default = {
        description: 'A problem: the request was refused, or the server failed.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
    }
  }
}

interface JsonBody {
  required?: boolean;
  content: { 'application/json': { schema: { $ref: string } } };
}

/** An action whose fields may all be left out needs no body. */
function describeEmptyBodies({ paths, components }: OpenAPIObject): void {
  for (const { post } of Object.values(paths)) {
    const body = post?.requestBody as JsonBody | undefined;
    if (!body) continue;
    const name = body.content['application/json'].schema.$ref.split('/').at(-1)!;
    const { type, required = [] } = components!.schemas![name] as { type?: string; required?: string[] };
    if (type === 'object' && required.length === 0) body.required = false;
  }
}
