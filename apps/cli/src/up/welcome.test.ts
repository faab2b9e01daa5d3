import { expect, test } from '@jest/globals';
import type { UpConfig } from '@carillon/config';
import { welcome } from './welcome.js';

const say = (apiHost: string, setupToken: string | null) =>
  welcome({
    config: {
      ...{ apiHost, apiPort: 3001, webHost: '127.0.0.1', webPort: 3000 },
      ...{ dummyHost: '127.0.0.1', dummyPort: 3002, dataDir: '/data' },
    } as UpConfig,
    sampleWasCreated: false,
    setupToken,
    seconds: 1,
    bold: (text) => text,
  });

test('the set-up token is shown while there is no user', () => {
  expect(say('127.0.0.1', 'the-token')).toContain('http://127.0.0.1:3000/setup#token=the-token');
  expect(say('127.0.0.1', null)).not.toContain('/setup');
});

test('the commands shown sign in where that is needed', () => {
  expect(say('0.0.0.0', null)).toContain(
    `curl -H "authorization: Bearer $(cat '/data/admin.key')" http://127.0.0.1`,
  );
  expect(say('127.0.0.1', null)).not.toContain('authorization');
});
