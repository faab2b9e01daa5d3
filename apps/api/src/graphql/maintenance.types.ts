import { cleanupOldAnswer, cleanupOldSchema, timeoutStaleAnswer } from '../cleanup/cleanup.schemas.js';
import { parseInput } from '../http/validation.pipe.js';
import { administer } from './field-access.js';
import type { Builder } from './builder.js';
import { asks } from './builder.js';
import type { ZodTypes } from './zod-types.js';

export function defineMaintenance(builder: Builder, types: ZodTypes): void {
  const cleanedUp = types.object<{ dropped: string[] }>(cleanupOldAnswer, {
    name: 'CleanedUpOld',
    access: administer,
  });
  const timedOut = types.object<object>(timeoutStaleAnswer, { name: 'TimedOutStale', access: administer });
  builder.mutationFields((t) => ({
    cleanupOld: t.field({
      type: cleanedUp,
      description: 'Removes runs and logs of old days.',
      ...asks(administer),
      args: { olderThanDays: t.arg.int({ required: true, defaultValue: 7 }) },
      resolve: (_, input, { services }) =>
        services.cleanup.old(parseInput(cleanupOldSchema, input).olderThanDays),
    }),
    timeoutStale: t.field({
      type: timedOut,
      description: 'Ends attempts whose outcome nobody will bring.',
      ...asks(administer),
      resolve: (_, __, { services }) => services.cleanup.timeoutStale(),
    }),
  }));
}
