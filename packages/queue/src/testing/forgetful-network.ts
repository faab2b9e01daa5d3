import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export interface ForgetfulNetwork {
  readonly port: number;
  /** Connections made so far. */
  readonly accepted: number;
  /** The connections that are open pass no byte any more and never end; new ones work. */
  forget(): void;
  /** Ends all connections, and each new one at once. */
  refuse(): void;
  close(): Promise<void>;
}

/** A TCP proxy in front of a port of this machine, itself on any free port unless told otherwise. */
export async function startForgetfulNetwork(targetPort: number, port = 0): Promise<ForgetfulNetwork> {
  const pairs = new Set<[Socket, Socket]>();
  let accepted = 0;
  let refusing = false;
  const endAll = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const server = createServer((near) => {
    accepted += 1;
    near.on('error', () => undefined);
    if (refusing) return void near.destroy();
    const far = connect(targetPort, '127.0.0.1');
    far.on('error', () => undefined);
    near.pipe(far).pipe(near);
    pairs.add([near, far]);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted;
    },
    forget() {
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    refuse() {
      refusing = true;
      endAll();
    },
    async close() {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
