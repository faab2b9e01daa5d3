import { redisServerAvailable } from '@carillon/testkit';

/** The queue's two backends, and whether this machine can run them. */
export const backends = [
  {
    name: 'queue in PostgreSQL',
    usesRedis: false,
    isAvailable: process.env.CARILLON_TEST_DATABASE_URL !== undefined,
  },
  {
    name: 'queue in Redis',
    usesRedis: true,
    isAvailable: process.env.CARILLON_TEST_DATABASE_URL !== undefined && redisServerAvailable(),
  },
];
