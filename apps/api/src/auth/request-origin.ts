import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Request, Response } from 'express';
import { requestIdOf } from '../http/request-id.js';

/** Where a request comes from, for the audit log. */
export interface RequestOrigin {
  ip: string | null;
  requestId: string;
}

export const Origin = createParamDecorator((_: unknown, context: ExecutionContext): RequestOrigin => {
  const http = context.switchToHttp();
  return {
    ip: http.getRequest<Request>().ip ?? null,
    requestId: requestIdOf(http.getResponse<Response>()),
  };
});
