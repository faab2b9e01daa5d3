import type { Database } from '@carillon/db';
import { findStoredHeaders } from '@carillon/db';
import type { OutboundPolicy } from '@carillon/delivery';
import type { Task } from '@carillon/domain';
import { shownHeaders } from '@carillon/domain';
import type { Keyring } from '@carillon/secrets';
import { sealHeaders } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { KEYRING, OUTBOUND_POLICY } from '../dependencies.js';
import type { DeliveredTask } from './delivery-check.js';
import { checkDelivery, checkReach } from './delivery-check.js';
import { keepHidden } from './kept-headers.js';

type Headers = Task['httpHeaders'];

/** What tasks send: whether it may be sent, and how it is stored. */
@Injectable()
export class TaskDelivery {
  constructor(
    @Inject(OUTBOUND_POLICY) private readonly outbound: OutboundPolicy,
    @Inject(KEYRING) private readonly keyring: () => Promise<Keyring>,
  ) {}

  /** @throws AppError `request.invalid`, naming the fields at fault */
  check(task: DeliveredTask): void {
    checkDelivery(task);
    checkReach(task, this.outbound);
  }

  /** The headers of a new task as they are stored. @throws AppError `request.invalid` */
  newHeaders(taskId: string, given: Headers): Promise<Headers> {
    return this.#sealed(taskId, keepHidden(given, {}));
  }

  /** Those of a task that is there, whose hidden ones stay where they are sent back. @throws AppError `request.invalid` */
  async changedHeaders(transaction: Database, taskId: string, given: Headers): Promise<Headers> {
    return this.#sealed(taskId, keepHidden(given, await findStoredHeaders(transaction, taskId)));
  }

  /** What holds no secret needs no key. */
  async #sealed(taskId: string, headers: Headers): Promise<Headers> {
    return shownHeaders(headers) === headers ? headers : sealHeaders(await this.keyring(), taskId, headers);
  }
}
