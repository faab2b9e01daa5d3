import { Body, Controller, Get, Put } from '@nestjs/common';
import type { Settings } from './settings.schemas.js';
import { SettingsService } from './settings.service.js';

@Controller('settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  get(): Settings {
    return this.settings.current;
  }

  @Put()
  change(@Body() body: unknown): Settings {
    return this.settings.change(body);
  }
}
