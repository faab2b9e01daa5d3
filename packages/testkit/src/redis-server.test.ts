import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { freePort } from './free-port.js';
import { redisServerAvailable, startRedis } from './redis-server.js';

/** The first reply to one inline command. */
async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString();
  } finally {
    socket.destroy();
  }
}

describe('freePort', () => {
  test('names a port on which nobody listens', async () => {
    const port = await freePort();
    expect(port).toBeGreaterThan(1023);
    await expect(ask(port, 'PING')).rejects.toThrow('ECONNREFUSED');
  });
});

const whenInstalled = redisServerAvailable() ? describe : describe.skip;
whenInstalled('startRedis (needs the program redis-server)', () => {
  test('lends a server that evicts nothing, dies by kill and comes back empty on the same port', async () => {
    const redis = await startRedis();
    try {
      const firstPid = redis.pid;
      expect(await ask(redis.port, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
      await ask(redis.port, 'SET key value');
      await redis.kill();
      await expect(ask(redis.port, 'PING')).rejects.toThrow('ECONNREFUSED');
      await redis.restart();
      expect(redis.pid).not.toBe(firstPid);
      expect(await ask(redis.port, 'GET key')).toBe('$-1\r\n');
    } finally {
      await redis.stop();
    }
    await expect(ask(redis.port, 'PING')).rejects.toThrow('ECONNREFUSED');
  });

  test('says which port failed when the port is taken', async () => {
    const redis = await startRedis();
    try {
      // The taken port answers PING, but by another process.
      await expect(startRedis({ port: redis.port })).rejects.toThrow(
        `port ${redis.port} ended with exit code`,
      );
    } finally {
      await redis.stop();
    }
  });
});
