import { expect, test } from '@jest/globals';
import { bandsWithin, bandWords, joinedBands, windowsOf } from './blackout-bands';

const at = (hour: number) => Date.UTC(2026, 10, 29, hour);
const iso = (hour: number) => new Date(at(hour)).toISOString();
const night = { id: 'a', name: 'Night', tags: [], from: iso(-2), to: iso(4) };
const tagged = { id: 'b', name: 'Move', tags: ['db'], from: iso(3), to: iso(24) };

test('windows are cut to what is shown, and those beside it are left out', () => {
  const bands = bandsWithin([night, tagged], at(0), at(4));
  expect(bands).toEqual([
    { id: 'a', name: 'Night', fromMs: at(0), toMs: at(4) },
    { id: 'b', name: 'Move (db)', fromMs: at(3), toMs: at(4) },
  ]);
  expect(bandsWithin([night, tagged], at(24), at(30))).toEqual([]);
});

test('windows that overlap are drawn as one band with both names', () => {
  const apart = { id: 'c', name: 'Late', tags: [], from: iso(25), to: iso(26) };
  expect(joinedBands(bandsWithin([apart, tagged, night], at(0), at(30)))).toMatchObject([
    { name: 'Night, Move (db)', fromMs: at(0), toMs: at(24) },
    { name: 'Late', fromMs: at(25), toMs: at(26) },
  ]);
});

test('a band says from when to when, up to midnight too', () => {
  const [band] = bandsWithin([tagged], at(0), at(24));
  expect(bandWords(band!, 'UTC')).toBe('Move (db) 03:00 to 24:00');
});

test('where only tasks of a tag are shown, windows of other tags are not', () => {
  expect(windowsOf([night, tagged], undefined)).toEqual([night, tagged]);
  expect(windowsOf([night, tagged], 'db')).toEqual([night, tagged]);
  expect(windowsOf([night, tagged], 'mail')).toEqual([night]);
});
