import { describe, expect, test } from '@jest/globals';
import { isUnfinished, readTerms, valuesOf, withoutTerm, withValues, withValueToggled } from './filter-terms';

describe('the terms of a filter', () => {
  test('are told apart, with their field, their values and what is turned round', () => {
    const text = 'status:failed,paused -tag:"two words" created:>24h payload.a.b=42 "free \\"text\\"" word';
    expect(readTerms(text)).toEqual([
      { text: 'status:failed,paused', field: 'status', negated: false, values: ['failed', 'paused'] },
      { text: '-tag:"two words"', field: 'tag', negated: true, values: ['two words'] },
      { text: 'created:>24h', field: 'created', negated: false, values: ['>24h'] },
      { text: 'payload.a.b=42', field: null, negated: false, values: ['payload.a.b=42'] },
      { text: '"free \\"text\\""', field: null, negated: false, values: ['free "text"'] },
      { text: 'word', field: null, negated: false, values: ['word'] },
    ]);
  });

  test('stay as they are when one is changed, put in or taken out', () => {
    expect(withValues('a status:failed b', 'status', ['paused'])).toBe('a status:paused b');
    expect(withValues('a status:failed b', 'status', [])).toBe('a b');
    expect(withValues('a', 'host', ['api.example.com:8443'])).toBe('a host:api.example.com:8443');
    expect(withoutTerm('a status:failed "b c"', 1)).toBe('a "b c"');
  });

  test.each(['two words', 'a,b', 'say "hi"', 'back\\slash', 'x:1', '-minus', 'plain'])(
    'a value comes out as it was put in: %s',
    (value) => {
      expect(valuesOf(withValues('', 'tag', [value, 'other']), 'tag')).toEqual([value, 'other']);
    },
  );

  test('a value is put in and taken out again', () => {
    const one = withValueToggled('lane:a', 'tag', 'x');
    expect(one).toBe('lane:a tag:x');
    expect(withValueToggled(one, 'tag', 'y')).toBe('lane:a tag:x,y');
    expect(withValueToggled(one, 'tag', 'x')).toBe('lane:a');
  });

  test.each([
    ['status:', true],
    ['tag:a,', true],
    ['"open', true],
    ['payload.a', false],
    ['payload.a=', true],
    ['-', true],
    ['status:failed', false],
    ['tag:"two words"', false],
  ])('%s is in the middle of a term: %s', (text, expected) => {
    expect(isUnfinished(text)).toBe(expected);
  });
});
