import { hash } from 'node:crypto';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Public, Role } from '../http/access.js';
import { Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import { BadgesService } from './badges.service.js';

const badgeAnswer = z
  .object({
    path: z
      .string()
      .nullable()
      .describe('Where whoever knows it sees the state of the task, under the origin of the API; null: off.'),
    createdAt: z.iso.datetime().nullable(),
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'TaskBadge' });

const tokenParams = z.object({ token: z.string() });
type TokenParams = z.infer<typeof tokenParams>;

/** Pages elsewhere ask again and again, most often through one cache for all of their readers. */
const keptSeconds = 30;

@ApiTags('badges')
@Controller('api')
export class BadgesController {
  constructor(@Inject(BadgesService) private readonly badges: BadgesService) {}

  @Get('tasks/:id/badge')
  @Role('viewer')
  @Answers(200, 'The badge of the task, if it has one.', badgeAnswer)
  get(@Param({ schema: idParams }) { id }: IdParams) {
    return this.badges.get(id);
  }

  @Post('tasks/:id/badge')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The task has a badge: the one that it had, or a new one.', badgeAnswer)
  turnOn(@Param({ schema: idParams }) { id }: IdParams, @Actor() actor: string) {
    return this.badges.turnOn(id, actor);
  }

  @Delete('tasks/:id/badge')
  @HttpCode(204)
  @Role('operator')
  @Answers(204, 'The badge is gone, and its address leads nowhere.')
  turnOff(@Param({ schema: idParams }) { id }: IdParams) {
    return this.badges.turnOff(id);
  }

  @Get('badges/:token.svg')
  @Public()
  @ApiProduces('image/svg+xml')
  @Answers(
    200,
    'The name of the task and its state as a picture; 304 with `If-None-Match` while they are the same.',
  )
  async draw(@Param({ schema: tokenParams }) { token }: TokenParams, @Res() response: Response) {
    const picture = await this.badges.draw(token);
    response.setHeader('cache-control', `public, max-age=${keptSeconds}`);
    response.setHeader('etag', `"${hash('sha256', picture, 'base64url').slice(0, 22)}"`);
    // Pages of other origins are what it is for.
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.type('image/svg+xml').send(picture);
  }
}
