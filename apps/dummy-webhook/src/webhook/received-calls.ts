import { AppError } from '@carillon/domain';
import { NotFoundException } from '@nestjs/common';
import type { ReceivedCall } from './webhook.schemas.js';

/** How many calls are kept, the pinned ones among them. */
const keptMax = 100;
/** So that most of the room is left for what comes. */
const pinnedMax = 50;

/** The last calls, in memory: the oldest gives way to the newest, but for those that are pinned. */
export class ReceivedCalls {
  #calls: ReceivedCall[] = [];
  readonly #pinned = new Set<number>();
  readonly keptMax = keptMax;

  add(call: ReceivedCall): void {
    this.#calls.push(call);
    if (this.#calls.length <= keptMax) return;
    const oldest = this.#calls.findIndex(({ number }) => !this.#pinned.has(number));
    this.#calls.splice(oldest, 1);
  }

  /** The newest first. */
  get newestFirst(): ReceivedCall[] {
    return this.#calls.toReversed();
  }

  /** Numbers, in the order in which they were pinned. */
  get pinned(): number[] {
    return [...this.#pinned];
  }

  /** @throws NotFoundException when it is no longer held, or never was */
  get(number: number): ReceivedCall {
    const call = this.#calls.find((each) => each.number === number);
    if (call === undefined) throw new NotFoundException(`Call ${number} is not held, or no longer.`);
    return call;
  }

  /** @throws NotFoundException; AppError `request.invalid` when too many are pinned already */
  pin(number: number): void {
    this.get(number);
    if (this.#pinned.size >= pinnedMax && !this.#pinned.has(number)) {
      throw new AppError(
        'request.invalid',
        `At most ${pinnedMax} calls are pinned at once. Unpin one first.`,
      );
    }
    this.#pinned.add(number);
  }

  /** @throws NotFoundException */
  unpin(number: number): void {
    this.get(number);
    this.#pinned.delete(number);
  }

  /** @throws NotFoundException */
  delete(number: number): void {
    const call = this.get(number);
    this.#calls = this.#calls.filter((each) => each !== call);
    this.#pinned.delete(number);
  }

  clear(): void {
    this.#calls = [];
    this.#pinned.clear();
  }
}
