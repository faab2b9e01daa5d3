import { Controller, Get, Inject, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { RequestOrigin } from '../auth/request-origin.js';
import { Origin } from '../auth/request-origin.js';
import { Public } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { BeginOidcQuery } from './oidc.schemas.js';
import { beginOidcQuery, finishOidcQuery } from './oidc.schemas.js';
import type { Redirection } from './oidc.service.js';
import { OidcService } from './oidc.service.js';

/** For browsers alone, which are led from one address to the next. */
@ApiTags('sign-in')
@Controller('api/auth/oidc')
export class OidcController {
  constructor(@Inject(OidcService) private readonly oidc: OidcService) {}

  @Get('start')
  @Public()
  @Redirect()
  @Answers(
    303,
    'To the provider that people sign in with. 404: there is none. Back to the sign-in page with a code in `refused`: it does not answer.',
  )
  async begin(
    @Query({ schema: beginOidcQuery }) { next }: BeginOidcQuery,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ) {
    return follow(response, await this.oidc.begin(next, from));
  }

  @Get('callback')
  @Public()
  @Redirect()
  @Answers(
    303,
    'To the page that was wanted, signed in by the cookie of a session; to the sign-in page, with a code in `refused`, whoever is not let in.',
  )
  async finish(
    @Query({ schema: finishOidcQuery }) _query: object,
    @Req() request: Request,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ) {
    return follow(response, await this.oidc.finish(request, from));
  }
}

function follow(response: Response, { url, cookies }: Redirection): { url: string; statusCode: number } {
  for (const cookie of cookies) response.append('set-cookie', cookie);
  return { url, statusCode: 303 };
}
