import { bullmqAsSpecified } from './bullmq-as-specified.js';
import { carillonPostgres, carillonRedis } from './carillon.js';
import { ceiling } from './ceiling.js';
import { graphileWorker } from './graphile-worker.js';
import { pgBoss } from './pg-boss.js';
import type { System } from './system.js';

/** In the order in which they take their turns and stand in the tables. */
export const allSystems: readonly System[] = [
  ceiling,
  carillonRedis,
  carillonPostgres,
  graphileWorker,
  pgBoss,
  bullmqAsSpecified,
];
