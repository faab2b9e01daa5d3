import type { Participant } from '@carillon/domain';

/** A process that was silent for so long is gone, and with it whoever was there by way of it. */
const silenceMaxMs = 30_000;
/** Of one process and channel; the others are there, and not shown. */
export const participantsMax = 50;
const processesMax = 256;
const channelsPerProcessMax = 100;

interface Process {
  heardAtMs: number;
  channels: Map<string, Participant[]>;
}

export interface PresenceChange {
  channel: string;
  /** Those who came, and those who are called something else by now. */
  joined: Participant[];
  left: Participant[];
}

/** Who is in which channel, as all API processes tell it, this one among them. */
export class Presence {
  readonly #processes = new Map<string, Process>();

  constructor(private readonly onChange: (change: PresenceChange) => void) {}

  knows(processId: string): boolean {
    return this.#processes.has(processId);
  }

  /** Everybody who is there by way of one process, and nobody else. */
  update(processId: string, channel: string, participants: Participant[], nowMs = Date.now()): void {
    const process = this.#processes.get(processId) ?? { heardAtMs: nowMs, channels: new Map() };
    if (!this.#processes.has(processId) && this.#processes.size >= processesMax) return;
    if (!process.channels.has(channel) && process.channels.size >= channelsPerProcessMax) return;
    process.heardAtMs = nowMs;
    const before = this.in(channel);
    this.#processes.set(processId, process);
    if (participants.length === 0) process.channels.delete(channel);
    else process.channels.set(channel, participants.slice(0, participantsMax));
    this.#tell(channel, before);
  }

  /** Forgets processes that have been silent for too long. */
  expire(nowMs: number, ownProcessId: string): void {
    for (const [processId, { heardAtMs, channels }] of this.#processes) {
      if (processId === ownProcessId || nowMs - heardAtMs <= silenceMaxMs) continue;
      for (const channel of [...channels.keys()]) {
        const before = this.in(channel);
        channels.delete(channel);
        this.#tell(channel, before);
      }
      this.#processes.delete(processId);
    }
  }

  /** Each once, however many connections. */
  in(channel: string): Participant[] {
    const byId = new Map<string, Participant>();
    for (const { channels } of this.#processes.values()) {
      for (const participant of channels.get(channel) ?? []) byId.set(participant.id, participant);
    }
    return [...byId.values()];
  }

  #tell(channel: string, before: Participant[]): void {
    const after = this.in(channel);
    const names = new Map(before.map(({ id, name }) => [id, name]));
    const joined = after.filter(({ id, name }) => names.get(id) !== name);
    const left = without(before, after);
    if (joined.length + left.length > 0) this.onChange({ channel, joined, left });
  }
}

function without(participants: Participant[], others: Participant[]): Participant[] {
  const known = new Set(others.map(({ id }) => id));
  return participants.filter(({ id }) => !known.has(id));
}
