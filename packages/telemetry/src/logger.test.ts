import { describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import winston from 'winston';
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
