import { Body, Controller, Get, Headers, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { TakesIfMatch } from '../http/request-headers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import { giveVersion, parseIfMatch } from '../http/versions.js';
import type { CreateUserInput, ListUsersQuery, UpdateUserInput } from './users.schemas.js';
import { createUserSchema, listUsersQuery, updateUserSchema, userAnswer, userPage } from './users.schemas.js';
import { UsersService } from './users.service.js';

@ApiTags('administration')
@Controller('api/users')
export class UsersController {
  constructor(@Inject(UsersService) private readonly users: UsersService) {}

  @Get()
  @Role('admin')
  @Answers(200, 'Users by email address.', userPage)
  list(@Query({ schema: listUsersQuery }) query: ListUsersQuery) {
    return this.users.list(query);
  }

  // No Idempotency-Key: an address is taken once, and what is kept for a repeated create must not tell about a password.
  @Post()
  @Role('admin')
  @Answers(201, 'The new user.', userAnswer)
  async create(
    @Body({ schema: createUserSchema }) body: CreateUserInput,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.users.create(body));
  }

  @Get(':id')
  @Role('admin')
  @Answers(200, 'The user.', userAnswer)
  async get(@Param({ schema: idParams }) { id }: IdParams, @Res({ passthrough: true }) response: Response) {
    return giveVersion(response, await this.users.get(id));
  }

  @Patch(':id')
  @Role('admin')
  @TakesIfMatch()
  @Answers(200, 'The changed user. Tokens made before are worth nothing.', userAnswer)
  async update(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateUserSchema }) body: UpdateUserInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.users.update(id, body, parseIfMatch(ifMatch)));
  }
}
