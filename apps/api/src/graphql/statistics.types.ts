import type { StatisticsSummary } from '@carillon/db';
import { parseInput } from '../http/validation.pipe.js';
import { summaryAnswer, summaryQuery } from '../statistics/statistics.schemas.js';
import { readTasks } from './field-access.js';
import type { Builder } from './builder.js';
import { asks } from './builder.js';
import type { ZodTypes } from './zod-types.js';

export function defineStatistics(builder: Builder, types: ZodTypes): void {
  const summary = types.object<StatisticsSummary>(summaryAnswer, {
    name: 'StatisticsSummary',
    access: readTasks,
  });
  builder.queryField('statistics', (t) =>
    t.field({
      type: summary,
      description: 'What became of the runs of the window.',
      ...asks(readTasks),
      args: {
        window: t.arg.string({ required: true, defaultValue: '24h', description: '1h, 24h, 7d or 30d.' }),
        taskId: t.arg.id(),
        tag: t.arg.string(),
        lane: t.arg.string(),
      },
      resolve: (_, { window, taskId, tag, lane }, { services }) => {
        const given = { taskId: taskId ?? undefined, tag: tag ?? undefined, lane: lane ?? undefined };
        return services.statistics.summary(parseInput(summaryQuery, { window, ...given }));
      },
    }),
  );
}
