import type { ApiConfig } from '@carillon/config';
import { AppError } from '@carillon/domain';
import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CONFIG } from '../dependencies.js';
import { NeedsScope, Public, Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { AccountsService } from './accounts.service.js';
import { callerOf } from './caller.js';
import type {
  ChangePasswordInput,
  JoinInput,
  LoginInput,
  ReadInvitationInput,
  RenameInput,
  SetupInput,
} from './auth.schemas.js';
import {
  callerAnswer,
  changePasswordSchema,
  heldInvitationAnswer,
  joinSchema,
  loginSchema,
  readInvitationSchema,
  renameSchema,
  sessionAnswer,
  setupAnswer,
  setupSchema,
} from './auth.schemas.js';
import type { HostCookie } from './host-cookie.js';
import { JoinService } from './join.service.js';
import type { Principal } from './principal.js';
import type { RequestOrigin } from './request-origin.js';
import { Origin } from './request-origin.js';
import { isFromOwnPage, sessionCookie } from './session-cookie.js';
import type { Session } from './sessions.service.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('sign-in')
@Controller('api/auth')
export class SessionsController {
  readonly #cookie: HostCookie;

  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(JoinService) private readonly joining: JoinService,
  ) {
    this.#cookie = sessionCookie(config.frontendUrl);
  }

  @Get('setup')
  @Public()
  @Answers(200, 'Whether the first administrator is still to be made.', setupAnswer)
  async readSetup(@Req() request: Request) {
    return { ...(await this.accounts.readSetup(callerOf(request) ?? null)), provider: this.#provider };
  }

  @Post('setup')
  @Public()
  @Answers(201, 'The first administrator, signed in.', sessionAnswer)
  async setup(
    @Body({ schema: setupSchema }) body: SetupInput,
    @Req() request: Request,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.#answer(response, await this.accounts.setUp(body, callerOf(request) ?? null, from));
  }

  // Not GET: a token in an address would stand in logs.
  @Post('invitation')
  @HttpCode(200)
  @Public()
  @Answers(200, 'Whose invitation the token is, as long as it holds.', heldInvitationAnswer)
  readInvitation(
    @Body({ schema: readInvitationSchema }) { token }: ReadInvitationInput,
    @Origin() from: RequestOrigin,
  ) {
    return this.joining.read(token, from);
  }

  @Post('join')
  @Public()
  @Answers(201, 'The account that was invited, signed in.', sessionAnswer)
  async join(
    @Body({ schema: joinSchema }) body: JoinInput,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.#answer(response, await this.joining.join(body, from));
  }

  @Post('login')
  @HttpCode(200)
  @Public()
  @Answers(200, 'An access token; a cookie holds the refresh token.', sessionAnswer)
  async open(
    @Body({ schema: loginSchema }) body: LoginInput,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.#answer(response, await this.sessions.logIn(body, from));
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @Answers(200, 'The next access token, for the cookie; the cookie is replaced.', sessionAnswer)
  async refresh(
    @Req() request: Request,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ) {
    const token = this.#requireOwnPage(request);
    if (token === null) throw new AppError('auth.required', 'There is no session. Sign in.');
    return this.#answer(response, await this.sessions.refresh(token, from));
  }

  @Post('logout')
  @HttpCode(204)
  @Public()
  @Answers(204, 'The session has ended.')
  async close(
    @Req() request: Request,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const token = this.#requireOwnPage(request);
    if (token !== null) await this.sessions.logOut(token, from);
    response.append('set-cookie', this.#cookie.clear());
  }

  @Get('me')
  @Role('viewer')
  @NeedsScope(null)
  @Answers(200, 'Who the credential of this request stands for.', callerAnswer)
  getCaller(@Caller() caller: Principal) {
    return this.#callerAnswer(caller);
  }

  @Patch('me')
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(200, 'Who the credential of this request stands for, by the new name.', callerAnswer)
  async renameCaller(@Caller() caller: Principal, @Body({ schema: renameSchema }) body: RenameInput) {
    return this.#callerAnswer(await this.accounts.rename(caller, body));
  }

  @Post('password')
  @HttpCode(200)
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(200, 'A new session; every other one of the user has ended.', sessionAnswer)
  async changePassword(
    @Caller() caller: Principal,
    @Body({ schema: changePasswordSchema }) body: ChangePasswordInput,
    @Origin() from: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.#answer(response, await this.accounts.changePassword(caller, body, from));
  }

  /** The cookie's token. @throws AppError `auth.forbidden` for a request that a foreign page may have made */
  #requireOwnPage(request: Request): string | null {
    if (!isFromOwnPage(request, this.config.frontendUrl)) {
      throw new AppError('auth.forbidden', 'Only the dashboard’s own pages may use the session’s cookie.', {
        hint: 'Send content-type: application/json from the same origin.',
      });
    }
    return this.#cookie.read(request);
  }

  #answer(response: Response, { answer, refreshToken: { token, expiresAt } }: Session): Session['answer'] {
    response.append('set-cookie', this.#cookie.write(token, expiresAt));
    return answer;
  }

  /** What the button says that leads to the provider; null: there is none. */
  get #provider(): string | null {
    return this.config.oidc?.label ?? null;
  }

  async #callerAnswer({ expiresAtMs, sessionId: _, ...caller }: Principal) {
    const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs).toISOString();
    const { hasPassword, isLinked } = await this.accounts.readWaysIn(caller);
    return { ...caller, expiresAt, hasPassword, provider: isLinked ? this.#provider : null };
  }
}
