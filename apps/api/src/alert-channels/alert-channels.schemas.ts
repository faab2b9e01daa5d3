import {
  alertChannelKinds,
  alertEvents,
  alertLateness,
  alertMessageStatuses,
  AppError,
  filterLengthMax,
  readTimeZone,
  taskFilterFields,
} from '@carillon/domain';
import { z } from 'zod';
import { filterText } from '../http/filter.js';
import { namedSort, pageOf, pageQuery, timeSort, version } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

const readsAsFilter = filterText(taskFilterFields);

const taskFilter = plainText(filterLengthMax)
  .superRefine((text, context) => {
    const read = readsAsFilter.safeParse(text);
    const message = read.success
      ? read.data.length > 0 || 'must have at least one term'
      : read.error.issues[0]!.message;
    if (message !== true) context.addIssue({ code: 'custom', message });
  })
  .nullable()
  .describe('Only of tasks that match at that moment, as in the list of tasks: `tag:billing`. Null: of all.');

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of the day, such as 22:00' });

const timeZone = z.string().transform((name, context) => {
  try {
    return readTimeZone(name);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

const quietHours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay.describe('Not after `from`: on the day after. The same: around the clock.'),
    timeZone,
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .transform((days) => [...new Set(days)].sort())
      .describe('On which days they begin: 1 is Monday, 7 Sunday.'),
  })
  .meta({ id: 'SetQuietHours' });

const events = z
  .array(z.enum(alertEvents))
  .min(1)
  .max(alertEvents.length)
  .transform((list) => alertEvents.filter((event) => list.includes(event)))
  .describe(
    'task.failed: a run failed and is not tried again. run.abandoned: one ended at its deadline, or nobody knows ' +
      'what came of it. run.late: one is due for longer than `lateAfterSeconds` and has not begun, whatever keeps it. ' +
      'task.recovered: the first completed run after task.failed or run.abandoned.',
  );

/** Longer than any URL that is taken, and room for twenty e-mail addresses. */
const addressLengthMax = 4_096;

const fields = {
  name: plainText(200),
  address: plainText(addressLengthMax).describe(
    'A URL, or for `email` up to 20 e-mail addresses, separated by commas. Sealed, and never shown in full again.',
  ),
  events,
  taskFilter,
  signingSecretId: z
    .uuid({ error: 'must be a UUID' })
    .nullable()
    .describe('What a webhook is signed with; null: the default one. The other kinds are not signed.'),
  quietHours: quietHours
    .nullable()
    .describe('What happens in them is told when they end, in one message. Null: none.'),
  groupSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .describe('At most one message in so many seconds; what happens meanwhile is told together.'),
  lateAfterSeconds: z
    .int()
    .min(alertLateness.min)
    .max(alertLateness.max)
    .describe('With run.late: a run that is due for so many seconds and has not begun is late.'),
  enabled: z.boolean().describe('One that is off hears of nothing.'),
};

export const createAlertChannelSchema = z
  .strictObject({
    ...fields,
    kind: z.enum(alertChannelKinds),
    events: fields.events.default([...alertEvents]),
    taskFilter: fields.taskFilter.default(null),
    signingSecretId: fields.signingSecretId.default(null),
    quietHours: fields.quietHours.default(null),
    groupSeconds: fields.groupSeconds.default(60),
    lateAfterSeconds: fields.lateAfterSeconds.default(alertLateness.default),
    enabled: fields.enabled.default(true),
  })
  .meta({ id: 'CreateAlertChannel' });
export type CreateAlertChannelInput = z.infer<typeof createAlertChannelSchema>;

export const changeAlertChannelSchema = z
  .strictObject(fields)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, { error: 'must change something' })
  .meta({ id: 'ChangeAlertChannel' });
export type ChangeAlertChannelInput = z.infer<typeof changeAlertChannelSchema>;

export const listAlertChannelsQuery = z.strictObject({ ...pageQuery, sort: namedSort });
export type ListAlertChannelsQuery = z.infer<typeof listAlertChannelsQuery>;

export const listAlertDeliveriesQuery = z.strictObject({ ...pageQuery, sort: timeSort });
export type ListAlertDeliveriesQuery = z.infer<typeof listAlertDeliveriesQuery>;

const time = z.iso.datetime();

const quietHoursAnswer = z
  .object({ from: z.string(), to: z.string(), timeZone: z.string(), days: z.array(z.int()) })
  .meta({ id: 'QuietHours' });

export const alertChannelAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(alertChannelKinds),
    address: z
      .string()
      .nullable()
      .describe(
        'For administrators: the e-mail addresses, or the server of the URL. Null for everybody else.',
      ),
    events: z.array(z.enum(alertEvents)),
    taskFilter: z.string().nullable(),
    signingSecretId: z.uuid().nullable(),
    quietHours: quietHoursAnswer.nullable(),
    groupSeconds: z.int(),
    lateAfterSeconds: z.int(),
    enabled: z.boolean(),
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'AlertChannel' });

export const alertChannelPage = pageOf(alertChannelAnswer).meta({ id: 'AlertChannelPage' });

export const alertDeliveryAnswer = z
  .object({
    id: z.uuid().describe('Also the webhook-id.'),
    isTest: z.boolean(),
    summary: z.string(),
    status: z.enum(alertMessageStatuses).describe('pending: a publisher tries it at nextAttemptAt.'),
    attempts: z.int(),
    nextAttemptAt: time.nullable(),
    httpStatus: z.int().nullable(),
    outcome: z
      .string()
      .nullable()
      .describe('What came of the last attempt. Null before it, and for who is no administrator.'),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'AlertDelivery' });

export const alertDeliveryPage = pageOf(alertDeliveryAnswer).meta({ id: 'AlertDeliveryPage' });
