import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
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
  create(@Body({ schema: createUserSchema }) body: CreateUserInput) {
    return this.users.create(body);
  }

  @Patch(':id')
  @Role('admin')
  @Answers(200, 'The changed user. Tokens made before are worth nothing.', userAnswer)
  update(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateUserSchema }) body: UpdateUserInput,
  ) {
    return this.users.update(id, body);
  }
}
