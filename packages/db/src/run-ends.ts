/** Pieces that the statements which end attempts have in common. */

/**
 * Takes the runs of `ended` (task_id, run_status) that have ended off their tasks' counts. A task whose last run ended
 * well goes back to `ready`, or to `completed` when nothing of it is left; one whose run failed for good is `failed`,
 * and with `on_failure = stop` loses its schedule until somebody retries or resumes it.
 */
export const releaseTasks = `
  released as (
    update tasks t set active_runs = t.active_runs - d.ended, updated_at = now(),
      task_status = case
        when t.task_status = 'paused' then 'paused'
        when d.any_failed then 'failed'
        when t.active_runs - d.ended > 0 or t.task_status <> 'running' then t.task_status
        when t.next_run_at is null and (t.task_schedule is not null or t.run_at is not null) then 'completed'
        else 'ready' end,
      next_run_at = case when d.any_failed and t.on_failure = 'stop' then null else t.next_run_at end,
      withheld_from = case when d.any_failed and t.on_failure = 'stop'
        then coalesce(t.next_run_at, t.withheld_from) else t.withheld_from end
    from (
      select task_id, count(*)::int as ended, bool_or(run_status in ('failed', 'abandoned')) as any_failed
      from ended where run_status <> 'retrying' group by task_id
    ) d
    where t.id = d.task_id
  )`;

/** Milliseconds until the next attempt of a run `r` of a task `t`, as `backoffDelayMs` of the domain says. */
export const backoffMs = `
  least(t.backoff_base_ms * case when t.backoff_strategy = 'fixed' then 1 else 2.0 ^ least(r.retry_count, 31) end,
    t.backoff_max_ms) * case when t.backoff_jitter then random() else 1 end`;

/** What becomes of a run `r` of a task `t` whose attempt ended so that nobody knows what the receiver made of it. */
export const retryUnlessAtMostOnce = `case when t.at_most_once then 'abandoned' when r.retry_count < r.max_retry then 'retrying' else 'failed' end`;
