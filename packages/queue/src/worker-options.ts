/** A worker asks again at least this often, whatever it was told about the next delayed hint. Seconds, as in BullMQ. */
export const blockSecondsMax = 5;

/**
 * Short locks, so that the hint of a dead process is free again within ten seconds: as long as it is locked, it
 * swallows the one that the rescuer makes. BullMQ renews the lock of a hint that takes longer.
 */
export const workerOptions = {
  lockDuration: 5_000,
  stalledInterval: 1_500,
  maxStalledCount: 1,
  drainDelay: blockSecondsMax,
  runRetryDelay: 500,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
};
