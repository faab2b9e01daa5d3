import { z } from 'zod';

const time = z.iso.datetime();
const milliseconds = z.number();

const worker = z.object({
  id: z.uuid(),
  host: z.string(),
  pid: z.int(),
  version: z.string(),
  concurrency: z.int().describe('How many attempts it makes at the same time; 0 for a publisher.'),
  startedAt: time,
  silentMs: milliseconds.describe('How long ago it was last heard of.'),
  isAtWork: z.boolean().describe('Whether that is less than workerTimeoutMs ago.'),
});

export const healthDetailAnswer = z
  .object({
    now: time.describe('By the clock of this API.'),
    api: z.object({
      version: z.string(),
      node: z.string(),
      processes: z
        .int()
        .describe(
          'How many serve under its port. What is told of this API is of the one that answered, and connections change among them.',
        ),
      pid: z.int(),
      startedAt: time,
      memoryBytes: z.int(),
    }),
    database: z.object({
      writeMs: milliseconds
        .nullable()
        .describe('How long a write took; null when none was to be had in time.'),
      version: z.string().nullable(),
      startedAt: time.nullable(),
      clockAheadMs: milliseconds
        .nullable()
        .describe('Of PostgreSQL’s clock, by which everything happens, against this API’s.'),
      clockErrorMs: milliseconds.nullable().describe('How far clockAheadMs may be off at the most.'),
      sizeBytes: z.number().nullable(),
      connections: z.int().nullable(),
      connectionsMax: z.int().nullable(),
      isStandby: z.boolean().nullable(),
      pool: z
        .object({ busy: z.int(), idle: z.int(), waiting: z.int(), max: z.int() })
        .describe('Of this API.'),
      pendingMigrations: z.int().nullable(),
    }),
    queue: z
      .object({
        kind: z.enum(['redis', 'postgresql']),
        writeMs: milliseconds,
        warnings: z.array(z.string()),
        redis: z
          .object({
            version: z.string().nullable(),
            uptimeSeconds: z.int().nullable(),
            evictionPolicy: z.string().nullable(),
            usedMemoryBytes: z.number().nullable(),
            maxMemoryBytes: z.number().nullable().describe('Null: no limit, or not told.'),
            isAppendOnly: z.boolean().nullable(),
          })
          .nullable()
          .describe('Null when the queue lives in PostgreSQL.'),
      })
      .nullable()
      .describe('Null when the queue did not take a write in time.'),
    live: z
      .object({
        clients: z.int().describe('Sockets that are open at this API.'),
        clientsMax: z.int().describe('More are not let in.'),
        adapter: z
          .enum(['redis', 'postgresql'])
          .nullable()
          .describe('By what events reach this API from other processes; null: it hears of its own alone.'),
      })
      .describe('Socket.IO.'),
    publishers: z.array(worker).nullable(),
    listeners: z.array(worker).nullable(),
    workerTimeoutMs: z.int(),
    lag: z
      .object({
        dueRuns: z.int(),
        oldestDueRunMs: milliseconds.nullable(),
        dueTasks: z.int(),
        oldestDueTaskMs: milliseconds.nullable(),
      })
      .nullable(),
    lagMaxMs: z.int().describe('What is later than this makes the installation degraded.'),
    hostsLeftAlone: z.int().nullable(),
    disk: z
      .object({ freeBytes: z.number(), totalBytes: z.number() })
      .nullable()
      .describe(
        'Of the data directory of this API; null where it has none. Not that of a PostgreSQL elsewhere.',
      ),
  })
  .meta({ id: 'HealthDetail' });
