import type { Database, IdempotentRequest, Pool } from '@carillon/db';
import { violatedConstraint } from '@carillon/db';
import type { Task } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../dependencies.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import { Announcer } from '../live/announcer.js';
import type { Problem } from '../http/problem.js';
import { refusalOfDatabase, toProblem } from '../http/problem.js';
import { parseInput } from '../http/validation.pipe.js';
import { createTaskSchema } from './tasks.schemas.js';
import { TasksService } from './tasks.service.js';

/** What became of one task of a batch. */
export type BatchResult =
  | { index: number; status: 201; task: Task }
  | { index: number; status: number; problem: Omit<Problem, 'requestId'> };

/** Many tasks at once: each is made or refused by itself. */
@Injectable()
export class TaskBatchService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** @param inputs as they were sent; each is checked as that of a single create */
  async create(
    inputs: readonly unknown[],
    request: IdempotentRequest | null,
    createdBy: string | null = null,
  ): Promise<Answer<{ results: BatchResult[] }>> {
    const answer = await answerOnce(this.pool, request, async (transaction) => {
      const results: BatchResult[] = [];
      for (const [index, input] of inputs.entries()) {
        results.push({ index, ...(await this.#createOne(transaction, input, createdBy)) });
      }
      return { status: 200, body: { results } };
    });
    const made = answer.body.results.flatMap((result) => ('task' in result ? [result.task] : []));
    if (!answer.replayed) this.announcer.tasks(...made);
    return answer;
  }

  /** A refusal takes back what this task alone has done; anything else ends the batch, with nothing created. */
  async #createOne(transaction: Database, input: unknown, createdBy: string | null) {
    await transaction.query('savepoint item');
    try {
      const parsed = parseInput(createTaskSchema, input);
      const task = await this.tasks.createWithin(transaction, parsed, createdBy);
      await transaction.query('release savepoint item');
      return { status: 201 as const, task };
    } catch (error) {
      const refusal = refusalOfItem(error);
      if (refusal === null) throw error;
      await transaction.query('rollback to savepoint item');
      const { requestId: _, ...problem } = toProblem(refusal, '');
      return { status: problem.status, problem };
    }
  }
}

function refusalOfItem(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return violatedConstraint(error) === undefined ? null : refusalOfDatabase(error);
}
