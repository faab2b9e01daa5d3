import type { GraphQLSchema } from 'graphql';
import { guardSchema } from './access.js';
import { auditMutations } from './audited.js';
import { createBuilder } from './builder.js';
import { countMutations } from './counted.js';
import { defineMaintenance } from './maintenance.types.js';
import { defineQueue } from './queue.types.js';
import { defineRunQueries, defineRunType, defineRunUpdates } from './runs.types.js';
import { defineStatistics } from './statistics.types.js';
import { defineTaskActions } from './task-actions.types.js';
import { defineTaskMutations, defineTaskQueries, defineTaskType } from './tasks.types.js';
import { ZodTypes } from './zod-types.js';

/** The whole schema, with a guard before every field and each change on record. It holds no state: everything comes with the context. */
export function createSchema(): GraphQLSchema {
  const builder = createBuilder();
  const types = new ZodTypes(builder);
  const task = defineTaskType(builder, types);
  const run = defineRunType(builder, types, task);
  defineTaskQueries(builder, types, task);
  defineRunQueries(builder, types, run);
  defineTaskMutations(builder, types, task);
  defineTaskActions(builder, types, { task, run });
  defineRunUpdates(builder, types, run);
  defineQueue(builder, types);
  defineStatistics(builder, types);
  defineMaintenance(builder, types);
  return countMutations(guardSchema(auditMutations(builder.toSchema())));
}
