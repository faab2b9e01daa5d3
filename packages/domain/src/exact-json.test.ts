import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ExactNumber, hasInexactNumber, parseJson, roundNumbers, writeJson } from './exact-json.js';

describe('JSON with numbers of any length', () => {
  test.each([
    '12345678901234567890',
    '-0',
    '[1.10,1.0,1e5,0.1000000000000000000001]',
    '{"id":9007199254740993,"text":"1.10 \\" 2.20","list":[1,{"price":1.10}]}',
  ])('is written as it was read: %s', (text) => {
    expect(hasInexactNumber(text)).toBe(true);
    expect(writeJson(parseJson(text))).toBe(text);
  });

  test.each(['9007199254740991', '-1.5', '"12345678901234567890"', '["\\\\", 0]', '{"1.10":"1e5"}'])(
    'is nothing special where no digit is lost: %s',
    (text) => {
      expect(hasInexactNumber(text)).toBe(false);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    },
  );

  test('reads and writes all else as the language does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const beside = `{"big":12345678901234567890,"value":${JSON.stringify(value)}}`;
        const read = parseJson(beside) as { value: unknown };
        expect(JSON.stringify(read.value)).toBe(JSON.stringify(JSON.parse(JSON.stringify(value))));
        expect(writeJson(value, 2)).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  test('tells of every number whether it is kept as it is written', () => {
    const digits = (max: number) => fc.stringMatching(new RegExp(`^(?:0|[1-9][0-9]{0,${max}})$`));
    const fraction = fc.option(fc.stringMatching(/^\.[0-9]{1,12}$/), { nil: '' });
    const exponent = fc.option(fc.stringMatching(/^[eE][+-]?[0-9]{1,2}$/), { nil: '' });
    fc.assert(
      fc.property(fc.constantFrom('', '-'), digits(18), fraction, exponent, (...parts) => {
        const number = parts.join('');
        expect(hasInexactNumber(`[${number}]`)).toBe(String(Number(number)) !== number);
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps the last of two fields of one name, and a field named __proto__', () => {
    expect(writeJson(parseJson('{"a":1.0,"a":2.0}'))).toBe('{"a":2.0}');
    expect(writeJson(parseJson('{"__proto__":1.0}'))).toBe('{"__proto__":1.0}');
  });

  test('indents', () => {
    expect(writeJson({ a: [new ExactNumber('1.10')] }, 2)).toBe('{\n  "a": [\n    1.10\n  ]\n}');
  });

  test('whoever does not know of exact numbers writes the nearest ones', () => {
    expect(JSON.stringify({ a: new ExactNumber('1.10') })).toBe('{"a":1.1}');
  });

  test('rounds everywhere but under the names given', () => {
    const rounded = roundNumbers(parseJson('{"n":1.0,"list":[{"keep":[1.0],"m":2.0}]}'), new Set(['keep']));
    expect(writeJson(rounded)).toBe('{"n":1,"list":[{"keep":[1.0],"m":2}]}');
  });
});
