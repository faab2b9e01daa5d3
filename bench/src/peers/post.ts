import { Pool } from 'undici';

export interface Posted {
  status: number;
  text: string;
  startedAt: Date;
  tookMs: number;
}

/** POSTs JSON to one URL over kept-alive connections, as a user of undici would. */
export function createPoster(url: string, connections: number): (body: string) => Promise<Posted> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return async (body) => {
    const startedAt = new Date();
    const answer = await pool.request({
      path: pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, text, startedAt, tookMs: Date.now() - startedAt.getTime() };
  };
}
