import type { AppError, FieldError } from '@carillon/domain';
import { Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { invalidFields } from './problem.js';

interface Issue {
  message: string;
  path?: readonly unknown[] | undefined;
  /** zod's list of unknown fields. */
  keys?: readonly string[];
}

/** More faults than this help nobody. */
const fieldErrorsMax = 50;

/** Nest's validation by schema, refusing with a problem that names every field at fault. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: refusalOfIssues,
    });
  }

  /** Nest would silently take keys such as `constructor` out of a payload, which is to arrive as it was given. */
  protected override stripProtoKeys(): void {}
}

/** What the schema makes of the input. @throws AppError `request.invalid`, as for a body */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw refusalOfIssues(parsed.error.issues);
  return parsed.data;
}

function refusalOfIssues(issues: readonly Issue[]): AppError {
  return invalidFields(issues.slice(0, fieldErrorsMax).flatMap(toFieldErrors));
}

function toFieldErrors(issue: Issue): FieldError[] {
  const path = (issue.path ?? []).map((part) => pathPart(part));
  if (issue.keys !== undefined) {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not a known field' }));
  }
  return [{ path: path.join('.') || 'body', message: readable(issue.message) }];
}

/** zod's sentence about a wrong type, short enough to stand behind the field's name. */
function readable(message: string): string {
  const [, expected, received] = /^Invalid input: expected (.+), received (.+)$/.exec(message) ?? [];
  if (expected === undefined) return message;
  return received === 'undefined' ? 'is required' : `must be ${expected}, not ${received}`;
}

function pathPart(part: unknown): string {
  return String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part);
}
