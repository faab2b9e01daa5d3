import { expect, test } from '@jest/globals';
import { postgresOptions } from './postgres-options.js';

test('the options of the URL are kept beside ours, where `pg` would let them replace ours', () => {
  const url =
    'postgres://u:p%40@db.example:5433/carillon?sslmode=require&options=-c%20statement_timeout%3D5s';
  expect(postgresOptions(url, 4)).toMatchObject({
    connectionString: 'postgres://u:p%40@db.example:5433/carillon?sslmode=require',
    options: '-c statement_timeout=5s -c synchronous_commit=off -c search_path=bullmq',
    max: 4,
  });
});

test('a URL without options is left as it is', () => {
  expect(postgresOptions('postgres://u@h/d', 4)).toMatchObject({
    connectionString: 'postgres://u@h/d',
    options: '-c synchronous_commit=off -c search_path=bullmq',
  });
});
