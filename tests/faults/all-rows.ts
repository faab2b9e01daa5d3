import type { Row } from './row.js';
import * as badInput from './rows/bad-input.js';
import * as hints from './rows/hints.js';
import * as operation from './rows/operation.js';
import * as postgresqlTables from './rows/postgresql-tables.js';
import * as postgresql from './rows/postgresql.js';
import * as processDeath from './rows/process-death.js';
import * as receivers from './rows/receivers.js';
import * as redis from './rows/redis.js';
import * as stormsAndSignals from './rows/storms-and-signals.js';
import * as time from './rows/time.js';

/** Every row, in the order of the matrix. */
export const allRows: Row[] = [
  processDeath,
  stormsAndSignals,
  redis,
  hints,
  postgresql,
  postgresqlTables,
  time,
  receivers,
  badInput,
  operation,
]
  .flatMap((section) => Object.values(section))
  .sort((a, b) => a.row - b.row);
