import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { until } from '@carillon/testkit';
import winston from 'winston';
import { withLogContext } from './log-context.js';
import { createLogger } from './logger.js';

/** What a logger writes for one call, as text. */
function written(format: 'json' | 'pretty', log: (logger: winston.Logger) => void): string {
  const logger = createLogger({ service: 'test', level: 'info', format });
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  logger.clear().add(new winston.transports.Stream({ stream }));
  log(logger);
  return text;
}

describe.each(['json', 'pretty'] as const)('the %s logger', (format) => {
  test('masks secrets and payloads by key, at any depth', () => {
    const text = written(format, (logger) =>
      logger.info('hello', {
        password: 'canary-1',
        nested: {
          headers: { Authorization: 'canary-2', cookie: 'canary-3' },
          list: [{ apiKey: 'canary-4' }],
        },
        jsonPayload: { secret: 'canary-5' },
        taskId: 'kept',
      }),
    );
    expect(text).not.toContain('canary');
    expect(text).toContain('kept');
  });

  test('masks passwords in URLs, in messages of errors too', () => {
    const error = new Error('connect to postgres://user:canary@db:5432/x failed');
    expect(written(format, (logger) => logger.warn('lost', { error }))).not.toContain('canary');
    expect(written(format, (logger) => logger.warn('redis://:canary@host/1'))).not.toContain('canary');
  });

  test('stays quick on long words', () => {
    const startedAt = performance.now();
    written(format, (logger) => logger.info('long', { message2: 'a'.repeat(200_000) }));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

test('levels below the chosen one are silent', () => {
  expect(written('json', (logger) => logger.debug('hidden'))).toBe('');
});

test('texts lose what has the form of a secret', () => {
  const texts = [
    'GET https://host/hook?key=canary-1#x',
    'called /hook?canary-2',
    'authorization: Bearer canary-3.canary-3',
    'Basic Y2FuYXJ5canary==',
    'eyJhbGciOiJIUzI1NiJ9.canary.canary refused',
    'signed with whsec_canary/canary+canary=',
  ];
  for (const text of texts) expect(written('json', (logger) => logger.warn(text))).not.toContain('canary');
  expect(written('json', (logger) => logger.warn('Why? Basic facts'))).toContain('Why? Basic facts');
});

test.each(['a', '://', '?', '?a', 'eyJ-', 'eyJa.', 'bearer ', 'whsec_', '://a@'])(
  'a long text of %p is quickly looked through',
  (part) => {
    const startedAt = performance.now();
    written('json', (logger) => logger.info(part.repeat(100_000)));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  },
);

describe('a context', () => {
  test('is in every line that is written within, asynchronously too, and in no other', async () => {
    const lines: string[] = [];
    const text = await new Promise<string>((resolve) => {
      const logger = createLogger({ service: 'test', level: 'info', format: 'json' });
      const stream = new Writable({
        write(chunk: Buffer, _encoding, done) {
          lines.push(chunk.toString());
          done();
        },
      });
      logger.clear().add(new winston.transports.Stream({ stream }));
      void withLogContext({ requestId: 'one' }, async () => {
        logger.info('at once');
        await Promise.resolve();
        logger.info('later', { runId: 'run' });
      }).then(() => resolve(lines.join('')));
      logger.info('outside');
    });
    const of = (message: string) => {
      const found = text.split('\n').find((line) => line.includes(`"${message}"`));
      return JSON.parse(found!) as Record<string, unknown>;
    };
    expect(of('at once')).toMatchObject({ requestId: 'one', service: 'test' });
    expect(of('later')).toMatchObject({ requestId: 'one', runId: 'run' });
    expect(of('outside')).not.toHaveProperty('requestId');
  });
});

describe('log files', () => {
  test('hold everything as JSON, and errors by themselves', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'carillon-logs-'));
    try {
      const directory = join(folder, 'api');
      const logger = createLogger({ service: 'test', level: 'info', format: 'pretty', directory });
      logger.transports[0]!.silent = true;
      logger.info('a note', { password: 'canary' });
      logger.error('a fault');
      const read = async (file: string) =>
        (await readFile(join(directory, file), 'utf8'))
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { message: string; password?: string });
      await until(async () => (await read('combined.log')).length === 2, { what: 'both lines are written' });
      expect(await read('combined.log')).toMatchObject([{ message: 'a note', password: '***' }, {}]);
      expect(await read('error.log')).toMatchObject([{ message: 'a fault' }]);
      logger.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('that cannot be written do not stop the process', () => {
    const logger = createLogger({ service: 'test', level: 'info', format: 'json' });
    expect(() => logger.emit('error', new Error('ENOSPC'))).not.toThrow();
  });
});
