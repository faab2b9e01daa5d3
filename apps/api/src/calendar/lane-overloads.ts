import type { LaneRoom } from '@carillon/db';
import type { Calendar } from './expand-calendar.js';

/** A bucket in which a lane has more planned runs than it lets begin. */
export interface LaneOverload {
  bucket: number;
  lane: string;
  planned: number;
  fits: number;
}

/** The earliest first. A lane that is not among the rooms has none. */
export function laneOverloads(
  laneCounts: Calendar['laneCounts'],
  rooms: readonly LaneRoom[],
  bucketMs: number,
): LaneOverload[] {
  return rooms
    .flatMap((room) => {
      const fits = fitsIn(room, bucketMs);
      return [...(laneCounts.get(room.name) ?? [])]
        .filter(([, planned]) => planned > fits)
        .map(([bucket, planned]) => ({ bucket, lane: room.name, planned, fits }));
    })
    .sort((a, b) => a.bucket - b.bucket || (a.lane < b.lane ? -1 : 1));
}

/** By its rate, and by how many of its runs follow one another on its places: each place takes one at least. */
function fitsIn({ concurrencyLimit, rateLimit, durationMs }: LaneRoom, bucketMs: number): number {
  const byRate = rateLimit === null ? Infinity : Math.floor((rateLimit.runs * bucketMs) / rateLimit.perMs);
  const perPlace = durationMs === null || durationMs <= 0 ? Infinity : bucketMs / durationMs;
  return Math.min(byRate, Math.max(concurrencyLimit, Math.floor(concurrencyLimit * perPlace)));
}
