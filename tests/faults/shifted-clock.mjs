/**
 * Loaded into a process under test with `node --import`: its wall clock is wrong by CLOCK_SHIFT_MS milliseconds, or by
 * what the file CLOCK_SHIFT_FILE says at the moment. Timers run on, as after a correction of a real clock.
 */
import { readFileSync } from 'node:fs';

const file = process.env.CLOCK_SHIFT_FILE;
const shiftMs = () => Number(file === undefined ? process.env.CLOCK_SHIFT_MS : readFileSync(file, 'utf8'));
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + shiftMs()] : args));
  }

  static now() {
    return RealDate.now() + shiftMs();
  }
};
