import { channelsMax, messageLevels } from '@carillon/db';
import { z } from 'zod';
import { pageOf, pageQuery, sortBy, timeSort } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

const channelName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, {
  error: 'must be 1 to 63 characters: a-z, 0-9, _ and -, not beginning with _ or -',
});

export const channelParams = z.object({ name: channelName });
export type ChannelParams = z.infer<typeof channelParams>;

export const createChannelSchema = z.strictObject({ name: channelName }).meta({ id: 'CreateChannel' });
export type CreateChannelInput = z.infer<typeof createChannelSchema>;

export const listChannelsQuery = z.strictObject({
  ...pageQuery,
  limit: pageQuery.limit.default(channelsMax).describe('All of them, unless fewer are asked for.'),
  sort: sortBy(['name', 'createdAt']).default('name'),
});
export type ListChannelsQuery = z.infer<typeof listChannelsQuery>;

export const listMessagesQuery = z
  .strictObject({
    ...pageQuery,
    sort: timeSort,
    after: z
      .uuid({ error: 'must be the id of a message' })
      .optional()
      .describe('The page begins behind this message, as the list is sorted; in place of `cursor`.'),
  })
  .refine(({ after, cursor }) => after === undefined || cursor === undefined, {
    path: ['after'],
    error: 'excludes cursor',
  });
export type ListMessagesQuery = z.infer<typeof listMessagesQuery>;

const channel = {
  name: z.string(),
  isStarted: z.boolean().describe('A stopped channel takes no messages of people.'),
  createdAt: z.iso.datetime(),
};

export const channelAnswer = z.object(channel).meta({ id: 'Channel' });

export const channelList = pageOf(
  z
    .object({ ...channel, lastMessageId: z.uuid().nullable().describe('Rises with each message.') })
    .meta({ id: 'ListedChannel' }),
);

const messageAnswer = z
  .object({
    id: z.uuid(),
    channel: z.string(),
    author: z.string().describe('Who wrote it; `carillon` for changes of state.'),
    level: z
      .enum(messageLevels)
      .describe('`error`: a run ended badly; `warning`: something was paused; `info`: all else.'),
    body: z.string(),
    taskId: z.uuid().nullable(),
    runId: z.uuid().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Message' });

export const messagePage = pageOf(messageAnswer);

/** What clients emit about channels. */
export const channelInput = z.strictObject({ channel: channelName.default('general') });
/** Nothing: the acknowledgement tells how far away the server is. */
export const pingInput = z.strictObject({});
export const sendMessageInput = z.strictObject({
  channel: channelName.default('general'),
  body: plainText(4_000),
});
