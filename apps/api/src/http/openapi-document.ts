import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from '../app.module.js';
import type { ApiDependencies } from '../dependencies.js';
import { openApiOf } from './openapi.js';

/** The OpenAPI document without a server: Nest's preview makes no provider, so none misses what it depends on. */
export async function readOpenApi(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(AppModule.with({} as ApiDependencies), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return openApiOf(app);
}
