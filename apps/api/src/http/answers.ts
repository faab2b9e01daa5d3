import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** Documents what a route answers when all goes well. */
export function Answers(status: number, description: string, standardSchema?: z.ZodType) {
  return applyDecorators(
    ApiResponse({ status, description, ...(standardSchema === undefined ? {} : { standardSchema }) }),
  );
}
