import { expect, test } from '@jest/globals';
import { holdOrder } from './data-table-steady';

interface Item {
  key: string;
  value: number;
}
const items = (text: string, value = 0): Item[] => [...text].map((key) => ({ key, value }));
const keyOf = ({ key }: Item): string => key;
const textOf = (rows: readonly Item[]): string => rows.map(keyOf).join('');

test('what is drawn keeps its order and is shown as it is now', () => {
  const { rows, fresh } = holdOrder(items('abc'), items('cab', 1), keyOf);
  expect(textOf(rows)).toBe('abc');
  expect(rows.every(({ value }) => value === 1)).toBe(true);
  expect(fresh).toBe(0);
});

test('what came before is counted, what follows is added, what is gone stays', () => {
  const { rows, fresh } = holdOrder(items('abc'), items('xyacd'), keyOf);
  expect(textOf(rows)).toBe('abcd');
  expect(fresh).toBe(2);
});

test('a list that has nothing of what was drawn is drawn as it is', () => {
  expect(textOf(holdOrder(items('abc'), items('xy'), keyOf).rows)).toBe('xy');
});
