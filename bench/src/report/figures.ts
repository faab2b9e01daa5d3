/** 12,345 */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** Three digits that matter. */
export function precise(value: number): string {
  if (Math.abs(value) >= 100) return whole(value);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
