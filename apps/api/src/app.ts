import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { ApiDependencies } from './dependencies.js';
import { accessLog } from './http/access-log.js';
import { readJsonBody } from './http/json-body.js';
import { NestLogger } from './http/nest-logger.js';
import { serveOpenApi } from './http/openapi.js';
import { assignRequestId } from './http/request-id.js';
import { setSecurityHeaders } from './http/security-headers.js';

/** The whole application, ready to listen. Closing it leaves the dependencies open. */
export async function createApp(dependencies: ApiDependencies): Promise<NestExpressApplication> {
  const { config, logger } = dependencies;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(dependencies), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  // The only ETag is a task's version.
  app.set('etag', false);
  app.use(assignRequestId, setSecurityHeaders, accessLog(logger));
  if (config.frontendUrl !== null) {
    const exposedHeaders = ['etag', 'location', 'retry-after', 'x-request-id', 'idempotency-replayed'];
    app.enableCors({ origin: new URL(config.frontendUrl).origin, credentials: true, exposedHeaders });
  }
  app.use(readJsonBody());
  serveOpenApi(app);
  await app.init();
  return app;
}
