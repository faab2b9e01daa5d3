import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FilterTerm } from './filter.js';
import { parseFilter, runFilterFields, taskFilterFields } from './filter.js';

const parse = (text: string) => parseFilter(text, taskFilterFields);

describe('a filter', () => {
  test('holds every kind of term', () => {
    const text =
      'status:failed,paused -lane:serial tag:"two words" created:>24h updated:<=2026-03-29 payload.customer.id=42 "free \\"text\\"" word';
    expect(parse(text)).toEqual([
      { negated: false, kind: 'values', field: 'status', values: ['failed', 'paused'] },
      { negated: true, kind: 'values', field: 'lane', values: ['serial'] },
      { negated: false, kind: 'values', field: 'tag', values: ['two words'] },
      { negated: false, kind: 'time', field: 'created', comparison: '>', than: 86_400_000 },
      { negated: false, kind: 'time', field: 'updated', comparison: '<=', than: '2026-03-29T00:00:00.000Z' },
      { negated: false, kind: 'payload', documents: ['{"customer":{"id":"42"}}', '{"customer":{"id":42}}'] },
      { negated: false, kind: 'text', text: 'free "text"' },
      { negated: false, kind: 'text', text: 'word' },
    ]);
  });

  test.each([
    ['payload.a="42"', ['{"a":"42"}']],
    ['payload.a=true,x', ['{"a":"true"}', '{"a":true}', '{"a":"x"}']],
    ['payload.items[].sku=x', ['{"items":[{"sku":"x"}]}']],
    ['payload.n=12345678901234567890', ['{"n":"12345678901234567890"}', '{"n":12345678901234567890}']],
    ['payload.__proto__.x=1', ['{"__proto__":{"x":"1"}}', '{"__proto__":{"x":1}}']],
  ])('%s looks for %j', (text, documents) => {
    expect(parse(text)).toEqual([{ negated: false, kind: 'payload', documents }]);
  });

  test('that is empty has no terms', () => {
    expect(parse('  ')).toEqual([]);
  });

  test('of runs has the fields of runs', () => {
    expect(parseFilter('trigger:replay', runFilterFields)).toHaveLength(1);
    expect(parseFilter('agent:x', runFilterFields)).toMatchObject({ position: 1 });
  });

  test.each([
    ['took:>5s', { field: 'took', comparison: '>', thanMs: 5_000 }],
    ['took:<=1500ms', { field: 'took', comparison: '<=', thanMs: 1_500 }],
    ['-late:>=2m', { field: 'late', comparison: '>=', thanMs: 120_000, negated: true }],
  ])('of runs measures how long: %s', (text, term) => {
    expect(parseFilter(text, runFilterFields)).toEqual([{ negated: false, kind: 'duration', ...term }]);
  });

  test.each([
    ['took:5s', 6, />, >=, < or <=/],
    ['took:>soon', 7, /duration such as 5s/],
    ['late:>2026-03-29', 7, /duration such as 5s/],
    ['late:>1000000s', 7, /duration such as 5s/],
  ])('%s is no length of time, refused at character %d', (text, position, fault) => {
    expect(parseFilter(text, runFilterFields)).toEqual({ position, fault: expect.stringMatching(fault) });
  });

  test('of tasks knows no lengths of time', () => {
    expect(parse('took:>5s')).toMatchObject({ position: 1 });
  });

  test.each([
    ['colour:red', 1, /no field colour; there are status, .* Text is put in quotes/],
    ['constructor:x', 1, /no field constructor/],
    ['http://x.test', 1, /no field http/],
    ['status:lost', 8, /lost where one of ready, running/],
    ['lane:', 6, /value/],
    ['lane:a,', 8, /value/],
    ['-', 2, /value/],
    ['name:"open', 6, /never closed/],
    ['name:"a\\n"', 8, /neither/],
    ['name:""', 6, /empty/],
    ['name:"a"b', 9, /blank/],
    ['created:24h', 9, />, >=, < or <=/],
    ['created:>soon', 10, /duration such as 24h/],
    ['created:>2026-13-01', 10, /duration such as 24h/],
    ['created:>0000-01-01', 10, /duration such as 24h/],
    ['payload.=1', 9, /key/],
    ['payload.a', 10, /= and a value/],
    [`${'a '.repeat(31)}`, 61, /more than 30 terms/],
  ])('%s is refused at character %d', (text, position, fault) => {
    expect(parse(text)).toEqual({ position, fault: expect.stringMatching(fault) });
  });

  const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
  const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const term: fc.Arbitrary<FilterTerm> = fc.oneof(
    fc.record({ negated: fc.boolean(), kind: fc.constant('text' as const), text: word }),
    fc.record({
      negated: fc.boolean(),
      kind: fc.constant('values' as const),
      field: fc.constantFrom('lane', 'tag', 'host', 'name', 'agent'),
      values: fc.array(word, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      negated: fc.boolean(),
      kind: fc.constant('time' as const),
      field: fc.constantFrom('created', 'updated', 'next'),
      comparison: fc.constantFrom('>', '>=', '<', '<='),
      than: fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2999-01-01') })
        .map((at) => at.toISOString()),
    }),
  );
  const write = (given: FilterTerm): string => {
    const sign = given.negated ? '-' : '';
    if (given.kind === 'text') return `${sign}${quote(given.text)}`;
    if (given.kind === 'values') return `${sign}${given.field}:${given.values.map(quote).join(',')}`;
    if (given.kind === 'time') return `${sign}${given.field}:${given.comparison}${given.than}`;
    return '';
  };

  test('means what was written, whatever the values are', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 10 }), (terms) => {
        expect(parse(terms.map(write).join(' '))).toEqual(terms);
      }),
    );
  });

  test('of any characters is read or refused at one of them', () => {
    const pieces = fc.constantFrom(
      '-',
      ':',
      '"',
      '\\',
      ',',
      '=',
      '.',
      '[]',
      ' ',
      'payload',
      'status',
      'a',
      '>',
      '1h',
      'ü',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (text) => {
          const read = parse(text);
          if (Array.isArray(read)) return;
          expect(read.position).toBeGreaterThanOrEqual(1);
          expect(read.position).toBeLessThanOrEqual(text.length + 1);
        },
      ),
    );
  });
});
