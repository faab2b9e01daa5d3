import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../stack.js';
import { checkAttempts } from './attempts.js';
import { readEvidence } from './evidence.js';
import { checkInstants } from './instants.js';
import { checkPace } from './pace.js';
import { checkProcesses } from './processes.js';
import { checkRequests } from './requests.js';
import { checkViews } from './views.js';

/** What a stack has done, in figures. */
export interface Findings {
  /** Instants of schedules that had to be recorded, and runs from outside a schedule. */
  expected: number;
  /** Runs that ended with a success. */
  delivered: number;
  /** Instants recorded as not run, with their reason. */
  skipped: number;
  /** Requests beyond the first that followed an attempt whose outcome was unknown. */
  repeats: number;
  /** Attempts whose outcome was unknown. */
  abandoned: number;
  /** Instants without a record. */
  lost: number;
  runs: number;
  requests: number;
  /** Broken promises, each beginning with the invariant it breaks; empty when all is well. */
  faults: string[];
}

/**
 * Compares what the database says with what the receiver saw and how the processes fared, after everything has
 * settled. docs/fault-matrix.md says what the invariants are. The views are compared where the API is there to be asked.
 *
 * @param endedAtMs by task, where its schedule was ended: see Evidence
 */
export async function findBrokenPromises(
  stack: Stack,
  endedAtMs: ReadonlyMap<string, number> = new Map(),
): Promise<Findings> {
  const evidence = await readEvidence(stack, endedAtMs);
  const { runs, requests, logsByRun, guardIsOn } = evidence;
  // For whoever has to find out why.
  writeFileSync(
    join(stack.logFolder, 'evidence.json'),
    JSON.stringify({ runs, requests, logs: [...logsByRun.values()].flat() }, null, 1),
  );
  const instants = checkInstants(evidence);
  const received = checkRequests(evidence);
  const skips = runs.filter((run) => run.runStatus === 'skipped');
  const unscheduled = new Set(
    evidence.tasks.filter((task) => task.taskSchedule === null).map((task) => task.id),
  );
  const outside = runs.filter((run) => run.trigger !== 'schedule' || unscheduled.has(run.taskId));
  return {
    expected: instants.expected + outside.length,
    delivered: runs.filter((run) => run.runStatus === 'completed').length,
    skipped: skips.reduce((sum, run) => sum + run.occurrences, 0),
    repeats: received.repeats,
    abandoned: [...logsByRun.values()].flat().filter((log) => log.status === 'abandoned').length,
    lost: instants.lost,
    runs: runs.length,
    requests: requests.length,
    faults: [
      ...instants.faults,
      ...checkAttempts(evidence),
      ...received.faults,
      ...checkPace(evidence),
      ...(guardIsOn ? [] : ['I9: the trigger task_runs_guard_status is missing or off']),
      ...(stack.alive('api').length === 0 ? [] : await checkViews(stack, evidence)),
      ...checkProcesses(evidence),
    ],
  };
}

/** @throws Error that lists the broken promises, if there are any */
export async function checkPromises(
  stack: Stack,
  endedAtMs: ReadonlyMap<string, number> = new Map(),
): Promise<Findings> {
  const findings = await findBrokenPromises(stack, endedAtMs);
  if (findings.faults.length > 0) throw new BrokenPromises(findings);
  return findings;
}

class BrokenPromises extends Error {
  constructor(readonly findings: Findings) {
    const { faults } = findings;
    super(`${faults.length} promises broken:\n${faults.slice(0, 20).join('\n')}`);
  }
}
