import type { Logger } from '@carillon/telemetry';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, text } from 'express';
import { AppModule } from './app.module.js';
import { ProblemFilter } from './problem.filter.js';
import type { InitialSettings } from './settings/settings.schemas.js';

const bodyLimit = '1mb';

/** The whole application, not yet listening. */
export async function createApp(settings: InitialSettings, logger: Logger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.register(settings, logger), {
    logger: false,
    bodyParser: false,
    // A bug while starting is thrown to main.ts; Nest would end the process without a word.
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.use('/settings', json({ limit: bodyLimit }));
  // Whatever a sender calls its body: it is shown as it came.
  app.use('/webhook', text({ type: () => true, limit: bodyLimit }));
  app.useGlobalFilters(new ProblemFilter(logger));
  return app;
}
