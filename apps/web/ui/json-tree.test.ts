import { describe, expect, test } from '@jest/globals';
import { parseJsonTree, writeJsonTree } from './json-tree';

const rewritten = (text: string): string | null => {
  const tree = parseJsonTree(text);
  return tree === null ? null : writeJsonTree(tree).replaceAll(/\n\s*/g, '').replaceAll('": ', '":');
};

describe('parseJsonTree', () => {
  test.each([
    '{"id":12345678901234567890}',
    '[0.1000000000000000055511151231257827,1e400,-0,1.0]',
    '{"a":1,"a":2,"b":{"10":1,"2":1}}',
    String.raw`["\u00e9\n\"","é",""]`,
    '{}',
    'null',
    '"text"',
  ])('keeps every digit, every escape, and the order and number of the keys of %s', (text) => {
    expect(rewritten(text)).toBe(text);
  });

  test.each(['', '{', '[1,]', '{"a"}', '{a:1}', "{'a':1}", '01', '1 2', 'nulls', '"\n"', '[1}', '+1', 'tru'])(
    'knows that %j is no JSON',
    (text) => {
      expect(parseJsonTree(text)).toBeNull();
    },
  );

  test('reads nothing that is nested too deep for a tree, however deep', () => {
    expect(parseJsonTree('['.repeat(100) + ']'.repeat(100))).not.toBeNull();
    expect(parseJsonTree('['.repeat(16_000) + ']'.repeat(16_000))).toBeNull();
  });

  test('blanks between the tokens do not matter', () => {
    expect(rewritten(' {\r\n\t"a" : [ 1 , true ] } \n')).toBe('{"a":[1,true]}');
  });
});
