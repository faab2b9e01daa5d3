import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { NeedsScope, Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { requestIdOf } from '../http/request-id.js';
import type { GraphqlServer } from './yoga.js';

/** What `createGraphqlServer` makes. */
export const GRAPHQL_SERVER = Symbol('GraphQL server');

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
  constructor(@Inject(GRAPHQL_SERVER) private readonly server: GraphqlServer) {}

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
    await this.server.handle(request, response, context);
  }
}
