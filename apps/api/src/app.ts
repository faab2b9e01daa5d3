import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { expectChange } from './audit/change.js';
import { Gate } from './auth/gate.js';
import type { Authenticator } from './auth/principal.js';
import { boardPath, createBoard } from './board/board.js';
import type { ApiDependencies } from './dependencies.js';
import { AUTHENTICATOR } from './dependencies.js';
import { accessLog } from './http/access-log.js';
import { refuseWrongMethods } from './http/allowed-methods.js';
import { serveErrorPage } from './http/error-page.js';
import { identify } from './http/identify.js';
import { readJsonBody } from './http/json-body.js';
import { NestLogger } from './http/nest-logger.js';
import { serveOpenApi } from './http/openapi.js';
import { assignRequestId } from './http/request-id.js';
import { PatientAdapter } from './http/patient-adapter.js';
import { setSecurityHeaders } from './http/security-headers.js';
import { measureRequests } from './metrics/measure-requests.js';

/** The whole application, ready to listen. Closing it leaves the dependencies open. */
export async function createApp(dependencies: ApiDependencies): Promise<NestExpressApplication> {
  const { config, logger, metrics, queueAdmin } = dependencies;
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with(dependencies),
    new PatientAdapter(),
    {
      logger: new NestLogger(logger),
      bodyParser: false,
      abortOnError: false,
    },
  );
  app.disable('x-powered-by');
  // The only ETag is a task's version.
  app.set('etag', false);
  app.set('trust proxy', config.trustedProxies);
  const authenticator = app.get<Authenticator>(AUTHENTICATOR);
  app.use(assignRequestId, setSecurityHeaders, accessLog(logger), measureRequests(metrics));
  if (config.frontendUrl !== null) {
    const exposedHeaders = ['etag', 'location', 'retry-after', 'x-request-id', 'idempotency-replayed'];
    app.enableCors({
      origin: new URL(config.frontendUrl).origin,
      credentials: true,
      exposedHeaders,
      maxAge: 600,
    });
  }
  app.use(identify(authenticator, app.get(Gate)));
  app.use(refuseWrongMethods());
  app.use(boardPath, ...createBoard({ authenticator, queueAdmin }));
  app.use(readJsonBody(), expectChange);
  serveErrorPage(app);
  serveOpenApi(app);
  await app.init();
  return app;
}
