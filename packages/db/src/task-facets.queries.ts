import sql, { join, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import { taskHost } from './filter-conditions.js';
import type { TaskSelection } from './tasks.queries.js';
import { taskConditions, whereAll } from './tasks.queries.js';

/** A value that tasks have, and how many have it. */
export interface FacetCount {
  value: string;
  count: number;
}

export const taskFacets = ['status', 'lane', 'tag', 'host', 'priority', 'method'] as const;
export type TaskFacet = (typeof taskFacets)[number];

const facetColumns = {
  status: sql`task_status`,
  lane: sql`lane`,
  host: taskHost,
  priority: sql`priority`,
  method: sql`http_method`,
};

/**
 * How the tasks of a selection divide, each way with its `limit` largest values. Reads all of them once: it is asked
 * for beside a list, not with every change of it.
 */
export async function countTaskFacets(
  database: Database,
  selection: TaskSelection,
  limit: number,
): Promise<{ total: number; facets: Record<TaskFacet, FacetCount[]> }> {
  const pairs = Object.entries(facetColumns).map(([facet, by]) => sql`(${raw(`'${facet}'`)}, ${by})`);
  const { rows } = await database.query<{ facet: TaskFacet | 'total'; value: string; count: number }>(sql`
    with selected as materialized (
      select task_status, lane, tags, webhook_url, priority, http_method from tasks
      ${whereAll(taskConditions(selection))}
    ),
    valued as (
      select facet, value from selected, lateral (values ${join(pairs)}) as facets(facet, value)
      where value is not null
      union all
      select 'tag', tag from selected, unnest(tags) as tag
    ),
    counted as (
      select facet, value, count(*)::int as count,
        row_number() over (partition by facet order by count(*) desc, value) as place
      from valued group by facet, value
    )
    select facet, value, count from counted where place <= ${limit}
    union all select 'total', '', count(*)::int from selected
    order by count desc, value`);
  const facets = Object.fromEntries(taskFacets.map((facet) => [facet, [] as FacetCount[]]));
  let total = 0;
  for (const { facet, value, count } of rows) {
    if (facet === 'total') total = count;
    else facets[facet]!.push({ value, count });
  }
  return { total, facets: facets as Record<TaskFacet, FacetCount[]> };
}
