import type { Page, PageRequest, Pool, RunSelection, RunSort } from '@carillon/db';
import { listRuns, listSortedRuns } from '@carillon/db';
import type { Run } from '@carillon/domain';
import { answerPage } from '../http/cursor.js';
import { invalidField } from '../http/problem.js';
import { windowOf } from './run-window.js';
import type { ListRunsQuery } from './runs.schemas.js';

/**
 * A page of the runs that are selected, in the order that is asked for.
 *
 * @throws AppError `request.invalid` when that is one without an index, and the runs are those of all tasks and all times
 */
export async function readRunPage(
  pool: Pool,
  query: Pick<ListRunsQuery, 'sort' | 'cursor' | 'limit' | 'taskId' | 'from' | 'filter'>,
  selection: RunSelection,
): Promise<{ items: Run[]; nextCursor: string | null }> {
  return answerPage(query, ({ sort, ...page }) => {
    if (sort === 'createdAt') return readById(pool, { ...selection, ...page });
    if (query.taskId === undefined && windowOf(query) === null) {
      throw invalidField('sort', 'needs a window in the filter, such as scheduled:<24h, or one task');
    }
    return listSortedRuns(pool, { ...selection, ...page, sort });
  });
}

async function readById(
  pool: Pool,
  { after, ...request }: RunSelection & Omit<PageRequest<RunSort>, 'sort'>,
): Promise<Page<Run>> {
  const { items, nextId } = await listRuns(pool, { ...request, afterId: after?.id ?? null });
  return { items, next: nextId === null ? null : { value: '0', id: nextId } };
}
