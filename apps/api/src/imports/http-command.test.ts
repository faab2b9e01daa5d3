import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readHttpCommand } from './http-command.js';
import { CommandFault, splitWords } from './shell-words.js';

describe('the words of a command', () => {
  test.each([
    [`a  'b c' "d e"f`, ['a', 'b c', 'd ef']],
    [`a\\ b "\\"\\$x\\\\" '\\'`, ['a b', '"$x\\', '\\']],
    [`a \\\n b`, ['a', 'b']],
    [`$'it\\'s\\n\\u00fc\\x41' ''`, [`it's\nüA`, '']],
    ['a > /dev/null 2>&1 b', ['a', 'b']],
    ['a 2>>log &> all # rest', ['a']],
    ['a http://x.test/#part', ['a', 'http://x.test/#part']],
    ['a \n', ['a']],
    ['"unclosed" "a\\\nb"', ['unclosed', 'ab']],
  ])('%s', (command, words) => {
    expect(splitWords(command)).toEqual(words);
  });

  test.each([
    ['a | b', /more than one command/],
    ['a; b', /more than one command/],
    ['a && b', /more than one command/],
    ['a\nb', /more than one command/],
    ['a "$TOKEN"', /fill in/],
    ['a $(date)', /fill in/],
    ['a `date`', /fill in/],
    [`a 'open`, /never closed/],
    [`a "open`, /never closed/],
  ])('%s is refused', (command, fault) => {
    expect(() => splitWords(command)).toThrow(fault);
  });

  test('are those that were quoted, whatever they are', () => {
    const quote = (word: string) => `'${word.replaceAll(`'`, `'\\''`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        expect(splitWords(words.map(quote).join(' '))).toEqual(words);
      }),
    );
  });

  test('of any text are words or a fault, soon', () => {
    const pieces = fc.constantFrom('"', `'`, '\\', '$', "$'", ' ', '\n', '>', '&', '2>', '#', 'a', '`', ';');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        try {
          splitWords(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(CommandFault);
        }
      }),
    );
  });
});

describe('a command that makes a request', () => {
  const judge = () => null;
  const taskOf = (command: string) => readHttpCommand(command, judge).task;

  test.each([
    ['curl x.test', { httpMethod: 'GET', webhookUrl: 'http://x.test', taskName: 'GET x.test' }],
    ['curl -I https://x.test/a', { httpMethod: 'HEAD' }],
    [`curl https://x.test -d '{"a":1}'`, { httpMethod: 'POST', jsonPayload: { a: 1 } }],
    [`curl https://x.test --json '[1]' -X PATCH`, { httpMethod: 'PATCH', jsonPayload: [1] }],
    [
      'curl -G https://x.test/?a=1 -d b=2 --data-urlencode "c=d e"',
      { webhookUrl: 'https://x.test/?a=1&b=2&c=d%20e' },
    ],
    [
      `curl --url https://x.test -b a=b -e https://y.test`,
      { httpHeaders: { cookie: 'a=b', referer: 'https://y.test' } },
    ],
    [
      `wget -qO- --post-data='{"a":1}' --header 'X-A: b' https://x.test`,
      { httpMethod: 'POST', httpHeaders: { 'X-A': 'b' } },
    ],
    [
      '/usr/bin/wget --spider -T 3 -t 4 https://x.test',
      { httpMethod: 'HEAD', timeoutMs: 3_000, maxRetry: 3 },
    ],
  ])('%s', (command, task) => {
    expect(taskOf(command)).toMatchObject(task);
  });

  test('says what the task does not do', () => {
    const { task, warnings } = readHttpCommand(
      `curl -Lk -A me -H 'Host: y.test' -H 'Authorization: Bearer t' https://x.test`,
      judge,
    );
    expect(task.httpHeaders).toEqual({ Authorization: 'Bearer t' });
    expect(warnings).toHaveLength(5);
  });

  test.each([
    ['ls -l', /runs ls/],
    ['constructor x', /runs constructor/],
    ['curl', /no URL/],
    ['curl https://a.test https://b.test', /more than one URL/],
    ['curl ftp://x.test', /webhookUrl/],
    ['curl https://x.test -d a=b', /not JSON/],
    ['curl https://x.test -d @body.json', /file/],
    ['curl https://x.test --data-urlencode @body', /file/],
    ['curl https://x.test -F a=b', /form/],
    ['curl https://a:b@x.test', /password in its URL/],
    ['curl https://x.test -H "Authorization: Basic YTpi"', /password/],
    ['curl https://x.test --config evil', /Unknown option '--config'/],
    ['curl https://x.test -m x', /timeoutMs/],
    ['curl https://x.test -X BREW', /httpMethod/],
    ['curl https://x.test -H "no colon"', /header/],
  ])('%s is refused', (command, fault) => {
    expect(() => readHttpCommand(command, () => null)).toThrow(fault);
    expect(() => readHttpCommand(command, () => null)).toThrow(CommandFault);
  });
});
