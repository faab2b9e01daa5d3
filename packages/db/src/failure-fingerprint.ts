import type { Sql } from 'sql-template-tag';
import sql from 'sql-template-tag';

const uuid = '[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}';

/**
 * What failures of one kind have in common, short enough for an address: of rows with `host`, `http_status`,
 * `error_code` and `error`. Without an error code messages are alike that differ in ids and numbers alone.
 */
export const fingerprint = sql`left(md5(jsonb_build_array(host, http_status, coalesce(error_code,
  regexp_replace(regexp_replace(left(error, 500), ${uuid}, '#', 'gi'), '[0-9a-f]{12,}|[0-9]+', '#', 'gi')
))::text), 16)`;

/** Where a run was sent, with the port and without a name and a password. */
export function sentHost(url: Sql): Sql {
  return sql`regexp_replace(lower(substring(${url} from '://([^/?#]+)')), '^.*@', '')`;
}
