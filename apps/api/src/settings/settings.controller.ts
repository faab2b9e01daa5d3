import type { ApiConfig } from '@carillon/config';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CONFIG } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { settingsOf } from './effective-settings.js';
import { settingsAnswer } from './settings.schemas.js';

@ApiTags('administration')
@Controller('api/settings')
export class SettingsController {
  constructor(@Inject(CONFIG) private readonly config: ApiConfig) {}

  @Get()
  @Role('admin')
  @Answers(
    200,
    'The configuration by which this API runs, without its secrets. It comes from the environment.',
    settingsAnswer,
  )
  get() {
    return settingsOf(this.config);
  }
}
