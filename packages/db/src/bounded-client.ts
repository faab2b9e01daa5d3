import pg from 'pg';
import { SilentServerError } from './database-errors.js';

type Answer = (error: Error | null, result: unknown) => void;

/**
 * The class of connections that are given up when the server does not answer a query in time.
 *
 * `pg` has a setting for that, `query_timeout`. With it, and with promises of its own, it makes a function over the very
 * query for each: then the rows of answered queries outlive two collections of garbage instead of none, and large
 * results arrive at two thirds of the rate (docs/performance.md). Here no function knows a query.
 *
 * @param limitMs from the query, or from the last answer where several wait on one connection
 * @returns a class whose queries are refused with SilentServerError, and the connection with them
 */
export function boundedClient(limitMs: number): typeof pg.Client {
  return class BoundedClient extends pg.Client {
    #unanswered = 0;
    #waitingSince = 0;
    #silent = false;
    /** One timer for all queries: most are answered long before it fires. */
    #timer: NodeJS.Timeout | undefined;

    /** For each of the signatures of `pg`: a text or a configuration, values or none, and a callback or a promise. */
    override query(...args: never[]): never {
      const callback: unknown = args.at(-1);
      if (typeof callback === 'function') return this.#ask(args.slice(0, -1), callback as Answer);
      const answer = new Promise((resolve, reject) => {
        this.#ask(args, (error, result) => (error ? reject(error) : resolve(result)));
      });
      return answer.catch(throwFromHere) as never;
    }

    #ask([config, values]: never[], callback: Answer): never {
      if (this.#unanswered === 0) this.#waitingSince = performance.now();
      this.#unanswered += 1;
      if (this.#timer === undefined) this.#timer = this.#look(limitMs);
      const answer: Answer = (error, result) => {
        this.#unanswered -= 1;
        this.#waitingSince = performance.now();
        callback(error && this.#silent ? new SilentServerError() : error, result);
      };
      return super.query(config!, values!, answer as never) as never;
    }

    #look(afterMs: number): NodeJS.Timeout {
      // An open connection keeps the process alive, this need not.
      return setTimeout(() => this.#giveUpWhenSilent(), afterMs).unref();
    }

    #giveUpWhenSilent(): void {
      this.#timer = undefined;
      if (this.#unanswered === 0) return;
      const leftMs = this.#waitingSince + limitMs - performance.now();
      if (leftMs > 0) {
        this.#timer = this.#look(Math.ceil(leftMs));
        return;
      }
      this.#silent = true;
      // With a query on its way it does not say farewell: it breaks the connection, and all queries of it fail.
      void this.end();
    }
  };
}

/** The stack of an error of PostgreSQL leads to the socket; this one leads to whoever asked. */
function throwFromHere(error: Error): never {
  Error.captureStackTrace(error, throwFromHere);
  throw error;
}
