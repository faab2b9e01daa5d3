import type { CleanupService } from '../cleanup/cleanup.service.js';
import type { QueueService } from '../queue/queue.service.js';
import type { RunsService } from '../runs/runs.service.js';
import type { StatisticsService } from '../statistics/statistics.service.js';
import type { TaskActionsService } from '../tasks/task-actions.service.js';
import type { TaskBatchService } from '../tasks/task-batch.service.js';
import type { TasksService } from '../tasks/tasks.service.js';
import type { Subscriptions } from './subscriptions.js';

/** The functions behind REST, for the resolvers. */
export interface GraphqlServices {
  tasks: TasksService;
  taskBatches: TaskBatchService;
  taskActions: TaskActionsService;
  runs: RunsService;
  queue: QueueService;
  statistics: StatisticsService;
  cleanup: CleanupService;
  subscriptions: Subscriptions;
}
