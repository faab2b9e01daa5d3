import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Participant } from '@carillon/domain';
import type { PresenceChange } from './presence.js';
import { Presence } from './presence.js';

const ada = { id: 'a', name: 'Ada' };
const bob = { id: 'b', name: 'Bob' };

describe('presence', () => {
  let changes: PresenceChange[];
  let presence: Presence;
  beforeEach(() => {
    changes = [];
    presence = new Presence((change) => changes.push(change));
  });

  test('somebody who is there by two processes has joined once, and leaves with the last of them', () => {
    presence.update('one', 'general', [ada]);
    presence.update('two', 'general', [ada, bob]);
    presence.update('one', 'general', []);
    expect(presence.in('general')).toEqual([ada, bob]);
    presence.update('two', 'general', [bob]);
    expect(changes).toEqual([
      { channel: 'general', joined: [ada], left: [] },
      { channel: 'general', joined: [bob], left: [] },
      { channel: 'general', joined: [], left: [ada] },
    ]);
  });

  test('who is called something else is told again, and has not left', () => {
    presence.update('one', 'general', [ada, bob]);
    presence.update('one', 'general', [{ ...ada, name: 'Ada Lovelace' }, bob]);
    expect(changes.at(-1)).toEqual({
      ...{ channel: 'general', joined: [{ id: 'a', name: 'Ada Lovelace' }], left: [] },
    });
  });

  test('a process that falls silent takes its people with it; one’s own does not', () => {
    presence.update('own', 'general', [ada], 0);
    presence.update('other', 'general', [bob], 0);
    presence.expire(30_000, 'own');
    expect(presence.in('general')).toEqual([ada, bob]);
    presence.expire(30_001, 'own');
    expect(presence.in('general')).toEqual([ada]);
    expect(presence.knows('other')).toBe(false);
    expect(changes.at(-1)).toEqual({ channel: 'general', joined: [], left: [bob] });
  });

  test('it is bounded in people, channels and processes', () => {
    const crowd = Array.from({ length: 60 }, (_, index): Participant => ({ id: `${index}`, name: 'x' }));
    presence.update('one', 'crowded', crowd);
    expect(presence.in('crowded')).toHaveLength(50);
    for (let index = 0; index < 150; index += 1) presence.update('one', `channel-${index}`, [ada]);
    expect(presence.in('channel-98')).toEqual([ada]);
    expect(presence.in('channel-99')).toEqual([]);
    for (let index = 0; index < 300; index += 1)
      presence.update(`p${index}`, 'general', [{ id: `${index}`, name: 'x' }]);
    expect(presence.in('general')).toHaveLength(255);
  });
});
