import type { QueryConfig } from 'pg';
import type { Posted } from './post.js';

/** The one insert per job; prepared by name, so that it is planned once per connection. */
export function logOutcome(run: number, posted: Posted): QueryConfig {
  return {
    name: 'log_outcome',
    text: `insert into job_log (run, status, http_status, execution_time, message, started_at)
           values ($1, $2, $3, $4, $5, $6)`,
    values: [
      run,
      posted.status < 300 ? 'finish' : 'failed',
      posted.status,
      posted.tookMs,
      posted.text,
      posted.startedAt,
    ],
  };
}
