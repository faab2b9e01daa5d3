/** What every program of a benchmark is given: its receiver is on this machine, and no key file is to stay behind. */
export const benchEnvironment = {
  CARILLON_OUTBOUND_ALLOW: '127.0.0.1',
  CARILLON_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 1).toString('base64')}`,
};
