import { expect, test } from '@jest/globals';
import { errorCatalogue } from './error-catalogue.js';
import { errorCodes } from './errors.js';

test.each([...errorCodes, 'server.failed' as const])(
  'says of %s what it comes from and what helps',
  (code) => {
    const { cause, advice } = errorCatalogue[code];
    for (const sentence of [cause, advice]) expect(sentence).toMatch(/^[A-Z][^<>]*[A-Za-z`)]\.$/);
  },
);

test('holds no other code', () => {
  expect(Object.keys(errorCatalogue)).toHaveLength(errorCodes.length + 1);
});
