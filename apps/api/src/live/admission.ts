import type { IncomingMessage } from 'node:http';
import type { ApiConfig } from '@carillon/config';
import { AppError, parseUrl } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Application } from 'express';
import { Gate } from '../auth/gate.js';
import type { Authenticator, Principal } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';
import { isTrustedOrigin } from '../auth/this-machine.js';
import { AUTHENTICATOR, CONFIG } from '../dependencies.js';
import { clientAddress } from './client-address.js';
import type { LiveSocket } from './client-event.js';

/** Connections of one user, or of one key that belongs to none. Whoever is at this machine may have more. */
const connectionsPerUserMax = 50;
const tokenLengthMax = 8_192;

/** Who may connect, and for how long. */
@Injectable()
export class Admission {
  readonly #connections = new Map<string, number>();

  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(HttpAdapterHost) private readonly adapterHost: HttpAdapterHost,
    @Inject(Gate) private readonly gate: Gate,
  ) {}

  /** Which pages may read what polling answers; without a dashboard elsewhere, our own alone. */
  get cors(): { origin?: string; credentials?: boolean } {
    const { frontendUrl } = this.config;
    return frontendUrl === null ? {} : { origin: new URL(frontendUrl).origin, credentials: true };
  }

  /** Browsers let every page open a WebSocket, but say which page it is. */
  hasTrustedOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
    if (origin === undefined) return true;
    if (isTrustedOrigin(origin, this.config.frontendUrl)) return true;
    const url = parseUrl(origin);
    return url !== null && url.host === host;
  }

  /** Several processes share one port, and what a client polls would be asked of one that does not know it. */
  maySpeakBy({ url }: IncomingMessage): boolean {
    const transport = new URL(url ?? '', 'http://api').searchParams.get('transport');
    return transport === 'websocket' || this.config.processes === 1;
  }

  /**
   * Counts the attempt as a request, of whoever is known or else of the address, and the connection until it is
   * closed.
   *
   * @throws AppError `auth.required`, `auth.forbidden`, `request.too_many`
   */
  async admit(socket: LiveSocket): Promise<void> {
    const principal = await this.#identify(socket);
    const ip = clientAddress(socket.request, this.#isTrustedProxy);
    await this.gate.pass(principal, { ip, requestId: null });
    if (principal === null) throw new AppError('auth.required', 'Sign in to connect.');
    if (!mayAct(principal, 'viewer')) throw new AppError('auth.forbidden', 'This takes the role viewer.');
    this.#count(socket, principal);
    socket.data = { principal, ip, checkedAtMs: Date.now(), channels: new Set() };
  }

  /** Looks again at a credential that may have been taken away or changed. @returns whether it still holds */
  async confirm(socket: LiveSocket): Promise<boolean> {
    const { principal } = socket.data;
    socket.data.checkedAtMs = Date.now();
    if (principal.kind === 'machine') return true;
    const confirmed = await this.#identify(socket);
    if (confirmed === null || confirmed.id !== principal.id) return false;
    socket.data.principal = confirmed;
    return true;
  }

  async #identify(socket: LiveSocket): Promise<Principal | null> {
    const { token } = socket.handshake.auth as { token?: unknown };
    if (token === undefined || token === null) return this.authenticator.authenticate(socket.request);
    // A wrong credential is worth less than none.
    if (typeof token !== 'string' || token.length > tokenLengthMax) return null;
    return this.authenticator.authenticateToken(token, socket.request);
  }

  readonly #isTrustedProxy = (address: string, hop: number): boolean => {
    const express = this.adapterHost.httpAdapter.getInstance<Application>();
    return (express.get('trust proxy fn') as (address: string, hop: number) => boolean)(address, hop);
  };

  #count(socket: LiveSocket, { kind, id, userId }: Principal): void {
    if (kind === 'machine') return;
    const key = userId ?? id;
    const count = this.#connections.get(key) ?? 0;
    if (count >= connectionsPerUserMax) {
      throw new AppError(
        'request.too_many',
        `There are ${connectionsPerUserMax} connections of yours already.`,
      );
    }
    this.#connections.set(key, count + 1);
    socket.conn.once('close', () => {
      const left = this.#connections.get(key)! - 1;
      if (left === 0) this.#connections.delete(key);
      else this.#connections.set(key, left);
    });
  }
}
