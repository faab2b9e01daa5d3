import { describe, expect, test } from '@jest/globals';
import { deliveryErrorWords } from './delivery-outcome.js';
import { explainOutcome } from './outcome-catalogue.js';

describe('explainOutcome', () => {
  const statuses = Array.from({ length: 500 }, (_, index) => `status_${100 + index}`);

  test.each([...deliveryErrorWords, ...statuses.filter((_, index) => index % 37 === 0)])(
    'says of %s what happened and what to do',
    (errorCode) => {
      const { title, meaning, advice } = explainOutcome(errorCode)!;
      expect(title).toMatch(/^[A-Z][^.]+[^.]$/);
      for (const sentence of [meaning, advice]) expect(sentence).toMatch(/^[A-Z].*[A-Za-z]\.$/);
    },
  );

  test('knows every status', () => {
    expect(statuses.filter((code) => explainOutcome(code) === null)).toEqual([]);
    expect(explainOutcome('status_410')!.title).toBe('Gone');
    expect(explainOutcome('status_418')!.title).toBe('Refused by the receiver');
  });

  test.each([null, '', 'constructor', 'status_99', 'status_600', 'status_5000', 'other'])(
    'has nothing to say about %s',
    (errorCode) => {
      expect(explainOutcome(errorCode)).toBeNull();
    },
  );
});
