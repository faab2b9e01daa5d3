import { join } from 'node:path';
import pc from 'picocolors';
import winston from 'winston';
import { currentLogContext } from './log-context.js';
import { hideSecrets, secretKey } from './secret-text.js';

export type Logger = winston.Logger;

export interface LoggerOptions {
  /** The process that speaks, e.g. `publisher`. */
  service: string;
  level: string;
  format: 'json' | 'pretty';
  /** Where besides `error.log` and `combined.log` are written, for this process alone; null: nowhere. */
  directory?: string | null;
}

function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return hideSecrets(value);
  if (typeof value !== 'object' || value === null || depth > 4) return value;
  if (value instanceof Error) return describeError(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, secretKey.test(key) ? '***' : redact(item, depth + 1)]),
  );
}

/** A refused connection is an AggregateError without a message; its code says what happened. */
function describeError(error: Error & { code?: unknown }) {
  const message =
    error.message === '' ? (typeof error.code === 'string' ? error.code : error.name) : error.message;
  return { name: error.name, message: redact(message), code: error.code, stack: redact(error.stack) };
}

const redaction = winston.format((info) => {
  for (const [key, value] of Object.entries(info)) {
    info[key] = secretKey.test(key) ? '***' : redact(value);
  }
  return info;
});

const colours: Record<string, (text: string) => string> = { error: pc.red, warn: pc.yellow, debug: pc.dim };

const pretty = winston.format.printf(
  ({ level, message, service: _service, timestamp: _timestamp, ...fields }) => {
    const colour = colours[level] ?? ((text: string) => text);
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    const details = known.map(([key, value]) => {
      const text = typeof value === 'object' && value !== null && 'message' in value ? value.message : value;
      return pc.dim(` ${key}=`) + (typeof text === 'string' ? text : JSON.stringify(text));
    });
    return colour(String(message)) + details.join('');
  },
);

/**
 * A logger that writes to stderr: stdout is for data. Secrets and payloads are masked by key, and by form where they
 * stand in a text. What `withLogContext` holds is in every line.
 */
export function createLogger({ service, level, format, directory = null }: LoggerOptions): Logger {
  const { combine, timestamp, json } = winston.format;
  const logger = winston.createLogger({
    level,
    defaultMeta: { service },
    format: combine(redaction(), timestamp(), format === 'json' ? json() : pretty),
    transports: [
      new winston.transports.Console({ stderrLevels: ['error', 'warn', 'info', 'debug'] }),
      ...(directory === null ? [] : logFiles(directory)),
    ],
  });
  // A disk that is full must not stop the process; its console still tells everything.
  logger.on('error', (error: Error) => process.stderr.write(`The log cannot be written: ${error.message}\n`));
  addContext(logger);
  silenceBelow(level, logger);
  return logger;
}

const fileBytesMax = 10 * 1024 * 1024;
const filesMax = 5;

/** JSON lines, whatever the console shows. A full file becomes `combined1.log`, and so on; the oldest one is removed. */
function logFiles(directory: string): winston.transport[] {
  const common = {
    format: winston.format.json(),
    maxsize: fileBytesMax,
    maxFiles: filesMax,
    tailable: true,
  };
  return [
    new winston.transports.File({ ...common, filename: join(directory, 'error.log'), level: 'error' }),
    new winston.transports.File({ ...common, filename: join(directory, 'combined.log') }),
  ];
}

/** When a line is written, not when it is formatted: a stream that is busy formats later, on behalf of somebody else. */
function addContext(logger: Logger): void {
  const write = logger.write.bind(logger) as (info: object) => boolean;
  Object.assign(logger, {
    write: (info: object) => write(Object.assign(info, { ...currentLogContext(), ...info })),
  });
}

/** winston writes out every line and only then asks for its level: what nobody will read must not cost that. */
function silenceBelow(level: string, logger: Logger): void {
  const threshold = logger.levels[level];
  for (const [name, rank] of Object.entries(logger.levels)) {
    if (threshold !== undefined && rank > threshold) Object.assign(logger, { [name]: () => logger });
  }
}
