import type { Pool } from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { LOGGER, POOL } from '../dependencies.js';
import { NeedsScope, Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { RateLimits } from '../http/rate-limits.js';
import { requestIdOf } from '../http/request-id.js';
import { counterOf } from './counted.js';
import { createLoaders } from './loaders.js';
import type { GraphqlServices } from './services.js';
import { createGraphqlServer } from './yoga.js';

export const GRAPHQL_SERVICES = Symbol('GraphQL services');

/** One operation: an array of them is refused. */
const operation = z.strictObject({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * GraphQL as a route among the others, so that whatever guards those guards it too. What is refused here is a problem
 * document; what is refused inside of an operation is a GraphQL error.
 */
@ApiExcludeController()
@Controller('graphql')
export class GraphqlController {
  readonly #server;

  constructor(
    @Inject(GRAPHQL_SERVICES) services: GraphqlServices,
    @Inject(POOL) pool: Pool,
    @Inject(LOGGER) logger: Logger,
    @Inject(RateLimits) limits: RateLimits,
  ) {
    this.#server = createGraphqlServer({
      contextOf: (request) => ({
        ...request,
        services,
        loaders: createLoaders(pool),
        count: counterOf(limits, request.principal, request.httpRequest.ip ?? ''),
      }),
      logger,
    });
  }

  @Post()
  @Role('viewer')
  // Every field asks for a scope of its own.
  @NeedsScope(null)
  async execute(
    @Body({ schema: operation }) _operation: z.output<typeof operation>,
    @Caller() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const context = { principal, requestId: requestIdOf(response), httpRequest: request };
    await this.#server.handle(request, response, context);
  }
}
