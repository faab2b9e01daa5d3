/** Where the queue is kept. */
export type Backend = 'redis' | 'postgresql';
