import assert from 'node:assert/strict';

/** Compares values of rows as text: rows come from outside of the realm in which Jest runs a test. */
export function assertSame(seen: unknown, expected: unknown, what: string): void {
  const [seenText, expectedText] = [seen, expected].map((value) => JSON.stringify(value, null, 1));
  assert.equal(seenText, expectedText, `${what}\nseen ${seenText}\nby the model ${expectedText}`);
}
