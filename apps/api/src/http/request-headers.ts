import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

/** Documents that a route does its work once for each key. */
export const TakesIdempotencyKey = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'For requests that may be sent again: under one key the work is done once.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  });

/** Documents that a route refuses to change another version. */
export const TakesIfMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The ETag of the version that is to be changed, such as `"3"`.',
      schema: { type: 'string' },
    }),
    ApiResponse({
      status: 412,
      description: 'It has changed since, and stays as it is.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
