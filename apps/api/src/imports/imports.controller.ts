import type { ApiConfig } from '@carillon/config';
import type { OutboundPolicy } from '@carillon/delivery';
import { judgeUrl } from '@carillon/delivery';
import { AppError } from '@carillon/domain';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CONFIG, OUTBOUND_POLICY } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { readCrontab } from './crontab.js';
import { readHttpCommand } from './http-command.js';
import type { ImportCrontabInput, ImportCurlInput } from './imports.schemas.js';
import { crontabAnswer, draftAnswer, importCrontabSchema, importCurlSchema } from './imports.schemas.js';
import { CommandFault } from './shell-words.js';

/** Reads commands and changes nothing: what they hold is kept nowhere. */
@ApiTags('imports')
@Controller('api/imports')
export class ImportsController {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(OUTBOUND_POLICY) private readonly outbound: OutboundPolicy,
  ) {}

  @Post('curl')
  @HttpCode(200)
  @Role('viewer')
  @Answers(200, 'A task that sends what the command sends. It is not made yet.', draftAnswer)
  curl(@Body({ schema: importCurlSchema }) { command }: ImportCurlInput) {
    try {
      return readHttpCommand(command, this.#judge);
    } catch (error) {
      throw error instanceof CommandFault ? refusalOf(error) : error;
    }
  }

  @Post('crontab')
  @HttpCode(200)
  @Role('viewer')
  @Answers(200, 'A task for each line that makes a request. None is made yet.', crontabAnswer)
  crontab(@Body({ schema: importCrontabSchema }) { text }: ImportCrontabInput) {
    const { minimumIntervalMs } = this.config;
    return { items: readCrontab(text, { minimumIntervalMs, judge: this.#judge }) };
  }

  readonly #judge = (url: string): string | null => judgeUrl(url, this.outbound);
}

function refusalOf({ message, hint }: CommandFault): AppError {
  return new AppError('request.invalid', `The command ${message}.`, {
    fieldErrors: [{ path: 'command', message }],
    ...(hint === undefined ? {} : { hint }),
  });
}
