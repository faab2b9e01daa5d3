/**
 * The metrics of processes that share one port: whichever of them is asked answers with the sum over all of them, which
 * the first process makes.
 *
 * If a process dies at any line: the one that is asked answers that it does not know, and the next question finds those
 * that live. A sum that has lost a part looks to Prometheus like any counter that was started anew.
 */
import type { Worker } from 'node:cluster';
import cluster from 'node:cluster';
import type { Registry } from 'prom-client';
import { AggregatorRegistry } from 'prom-client';

const question = 'carillon:sum of metrics';
const answer = 'carillon:metrics';
/** The first process gives up after five seconds. */
const answerTimeoutMs = 6_000;

interface Answer {
  type: typeof answer;
  /** Null: one of the processes did not say what it has. */
  text: string | null;
}

/**
 * What reads the metrics of all processes that share a port, as text: of this one alone where it is the only one.
 * Rejects when the sum is not to be had.
 */
export function metricsReader(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics();
  AggregatorRegistry.setRegistries(registry);
  // Made for its effect: it listens for the first process's questions.
  new AggregatorRegistry();
  return askForSum;
}

function askForSum(): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = (text: string | null): void => {
      clearTimeout(timer);
      process.off('message', onMessage);
      if (text === null) reject(new Error('The metrics of the other processes are not known.'));
      else resolve(text);
    };
    const onMessage = (message: Answer): void => {
      if (message.type === answer) settle(message.text);
    };
    const timer = setTimeout(() => settle(null), answerTimeoutMs);
    process.on('message', onMessage);
    process.send?.({ type: question });
  });
}

/** In the first process: adds up what the others have, whenever one of them asks. */
export function sumMetrics(): void {
  const registry = new AggregatorRegistry();
  cluster.on('message', (worker: Worker, message: { type?: unknown }) => {
    if (message.type !== question) return;
    void registry.clusterMetrics().then(
      (text) => tell(worker, text),
      () => tell(worker, null),
    );
  });
}

function tell(worker: Worker, text: string | null): void {
  if (worker.isConnected()) worker.send({ type: answer, text } satisfies Answer);
}
