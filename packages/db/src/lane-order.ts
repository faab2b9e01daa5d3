import { ageingStepMs, taskPriorities } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql from 'sql-template-tag';

/** Whose turn is next: what is due, by priority raised by age. $3: the priorities, the first the highest; $4: the step of age. */
export const laneOrder = `r.next_attempt_at > now(), array_position($3::text[], r.priority)
        - floor(greatest(0, extract(epoch from now() - r.next_attempt_at)) * 1000 / $4::int), r.scheduled_for, r.id`;

/** What `laneOrder` goes by at a moment, before instant and id. */
export function turnAt(moment: Sql): { isAhead: Sql; rank: Sql } {
  return {
    isAhead: sql`r.next_attempt_at > ${moment}`,
    rank: sql`(array_position(${taskPriorities}::text[], r.priority)
      - floor(greatest(0, extract(epoch from ${moment} - r.next_attempt_at)) * 1000 / ${ageingStepMs}::int))::bigint`,
  };
}
