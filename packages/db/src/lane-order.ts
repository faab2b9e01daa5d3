/** Whose turn is next: what is due, by priority raised by age. $3: the priorities, the first the highest; $4: the step of age. */
export const laneOrder = `r.next_attempt_at > now(), array_position($3::text[], r.priority)
        - floor(greatest(0, extract(epoch from now() - r.next_attempt_at)) * 1000 / $4::int), r.scheduled_for, r.id`;
