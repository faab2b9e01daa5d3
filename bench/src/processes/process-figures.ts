import { readdirSync, readFileSync } from 'node:fs';

/** What Linux counts per process is in hundredths of a second, whatever the kernel's own tick. */
const ticksPerSecond = 100;

interface ProcessTimes {
  parentPid: number;
  ownSeconds: number;
  /** Of children that have ended and been waited for. */
  endedChildrenSeconds: number;
}

/** @param stat the text of /proc/<pid>/stat */
export function parseTimes(stat: string): ProcessTimes {
  // The second field is the program's name in brackets and may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const seconds = (first: number, second: number): number =>
    (Number(fields[first]) + Number(fields[second])) / ticksPerSecond;
  return { parentPid: Number(fields[1]), ownSeconds: seconds(11, 12), endedChildrenSeconds: seconds(13, 14) };
}

function readTimes(pid: number | string): ProcessTimes | null {
  try {
    return parseTimes(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * CPU seconds of a process, its children, and its children that have ended. Null where there is no /proc.
 */
export function cpuSecondsWithChildren(pid: number): number | null {
  const root = readTimes(pid);
  if (root === null) return null;
  let sum = root.ownSeconds + root.endedChildrenSeconds;
  for (const child of childrenOf(pid)) {
    const times = readTimes(child);
    if (times !== null) sum += times.ownSeconds + times.endedChildrenSeconds;
  }
  return sum;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && readTimes(entry)?.parentPid === pid)
    .map(Number);
}

/** Resident memory of a process and its children, in MiB. Null where there is no /proc. */
export function residentMbWithChildren(pid: number): number | null {
  const own = memoryMb(pid, 'VmRSS');
  if (own === null) return null;
  return childrenOf(pid).reduce((sum, child) => sum + (memoryMb(child, 'VmRSS') ?? 0), own);
}

/** Resident memory in MiB: the most it ever was (`VmHWM`) or what it is now (`VmRSS`). Null where there is no /proc. */
export function memoryMb(pid: number, field: 'VmHWM' | 'VmRSS'): number | null {
  try {
    const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : Number(line[1]) / 1_024;
  } catch {
    return null;
  }
}
