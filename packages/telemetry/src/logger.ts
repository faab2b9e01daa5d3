import pc from 'picocolors';
import winston from 'winston';

export type Logger = winston.Logger;

export interface LoggerOptions {
  /** The process that speaks, e.g. `publisher`. */
  service: string;
  level: string;
  format: 'json' | 'pretty';
}

/** Keys whose values never reach a log, at any depth. */
const secretKey = /pass(word|wd)?|secret|token|authorization|cookie|api[-_]?key|signature|payload/i;

function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(/(?<=:\/\/)[^/\s@]+@/g, '***@');
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

/** A logger that writes to stderr: stdout is for data. Secrets and payloads are masked by key, passwords in URLs by form. */
export function createLogger({ service, level, format }: LoggerOptions): Logger {
  const { combine, timestamp, json } = winston.format;
  const logger = winston.createLogger({
    level,
    defaultMeta: { service },
    format: combine(redaction(), timestamp(), format === 'json' ? json() : pretty),
    transports: [new winston.transports.Console({ stderrLevels: ['error', 'warn', 'info', 'debug'] })],
  });
  silenceBelow(level, logger);
  return logger;
}

/** winston writes out every line and only then asks for its level: what nobody will read must not cost that. */
function silenceBelow(level: string, logger: Logger): void {
  const threshold = logger.levels[level];
  for (const [name, rank] of Object.entries(logger.levels)) {
    if (threshold !== undefined && rank > threshold) Object.assign(logger, { [name]: () => logger });
  }
}
