import type { AuditEntry, PagePosition, Pool } from '@carillon/db';
import { listAuditEntries, listRuns, listTasks } from '@carillon/db';
import type { Run, Task } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../dependencies.js';
import { SlowRuns } from '../runs/slow-runs.js';
import type { ExportAuditQuery, ExportRunsQuery, ExportTasksQuery } from './exports.schemas.js';

const pageSize = 500;

/**
 * All that match, the oldest first, page by page as they are asked for. Pages rather than a cursor of the database: one
 * would hold a transaction open for as long as the slowest client reads, which vacuum would have to wait for.
 */
@Injectable()
export class ExportsService {
  readonly #slowRuns: SlowRuns;

  constructor(@Inject(POOL) private readonly pool: Pool) {
    this.#slowRuns = new SlowRuns(pool);
  }

  async *tasks({ filter }: ExportTasksQuery): AsyncGenerator<Task[]> {
    let after: PagePosition | null = null;
    do {
      const request = { filter, sort: 'createdAt', descending: false, after, limit: pageSize } as const;
      const page = await listTasks(this.pool, request);
      yield page.items;
      after = page.next;
    } while (after !== null);
  }

  async *runs({ filter }: ExportRunsQuery): AsyncGenerator<Run[]> {
    const slowBounds = await this.#slowRuns.boundsOf({ filter });
    let afterId: string | null = null;
    do {
      const request = { filter, slowBounds, descending: false, afterId, limit: pageSize };
      const page = await listRuns(this.pool, request);
      yield page.items;
      afterId = page.nextId;
    } while (afterId !== null);
  }

  async *audit(filter: ExportAuditQuery): AsyncGenerator<AuditEntry[]> {
    let after: PagePosition | null = null;
    do {
      const request = { ...filter, sort: 'createdAt', descending: false, after, limit: pageSize } as const;
      const page = await listAuditEntries(this.pool, request);
      yield page.items;
      after = page.next;
    } while (after !== null);
  }
}
