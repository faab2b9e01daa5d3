import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { explainCommand } from './explain.js';

function run(...args: string[]): string {
  const output = new PassThrough();
  explainCommand(output).parse(args, { from: 'user' });
  return String(output.read() ?? '');
}

describe('carillon explain', () => {
  test('says what a code means and what to do', () => {
    expect(run('connect_refused')).toMatch(/^Connection refused\n\n.+\n.+\n$/);
    expect(run('status_503')).toContain('\n\n');
  });

  test('lists every word with its title', () => {
    expect(run()).toMatch(/^timeout +Timed out\ndns_not_found +Host name not found\n/);
  });

  test('refuses a word that is none', () => {
    expect(() => run('nothing')).toThrow('There is no error code nothing.');
  });
});
