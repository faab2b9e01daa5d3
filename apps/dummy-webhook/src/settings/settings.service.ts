import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { parseInput } from '../parse-input.js';
import type { InitialSettings, Settings } from './settings.schemas.js';
import { settingsPatchSchema } from './settings.schemas.js';

export const initialSettings = Symbol('initialSettings');

@Injectable()
export class SettingsService {
  #current: Settings;

  constructor(@Inject(initialSettings) initial: InitialSettings) {
    const { failCalls, failStatus, latencyMinMs, latencyMaxMs } = initial;
    const answer = { behaviour: 'answer', status: 200, headers: {}, body: null } as const;
    this.#current = { failCalls, failPercent: null, failStatus, latencyMinMs, latencyMaxMs, answer };
  }

  get current(): Readonly<Settings> {
    return this.#current;
  }

  /** @throws AppError `request.invalid` */
  change(input: unknown): Settings {
    const patch = parseInput(settingsPatchSchema, input);
    const answer = { ...this.#current.answer, ...patch.answer };
    const next = { ...this.#current, ...patch, answer };
    if (next.latencyMinMs > next.latencyMaxMs) {
      const path = patch.latencyMaxMs === undefined ? 'latencyMinMs' : 'latencyMaxMs';
      const message = `latencyMinMs (${next.latencyMinMs}) must not be above latencyMaxMs (${next.latencyMaxMs})`;
      throw new AppError('request.invalid', message, { fieldErrors: [{ path, message }] });
    }
    this.#current = next;
    return next;
  }
}
