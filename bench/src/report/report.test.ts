import { describe, expect, test } from '@jest/globals';
import { barChart } from './bar-chart.js';
import { withSection } from './document.js';
import { markdownTable } from './markdown-table.js';

test('a table is as wide as its widest cells, figures to the right', () => {
  const table = markdownTable(
    [
      { title: 'a', align: 'left' },
      { title: 'runs', align: 'right' },
    ],
    [
      ['longer', '1'],
      ['x', '12,345'],
    ],
  );
  expect(table).toBe('| a      |   runs |\n| ------ | -----: |\n| longer |      1 |\n| x      | 12,345 |');
});

describe('the page', () => {
  test('keeps the section that is not written anew, in its place', () => {
    const scale = withSection('', 'scale', '## Scale\n\nold');
    const both = withSection(scale, 'throughput', '## Throughput\n');
    const again = withSection(both, 'scale', '## Scale\n\nnew');
    expect(both.indexOf('## Throughput')).toBeLessThan(both.indexOf('## Scale\n\nold'));
    expect(again).toContain('## Throughput');
    expect(again).toContain('## Scale\n\nnew');
    expect(again).not.toContain('old');
  });
});

describe('the chart', () => {
  const bars = [
    { label: 'a < b', value: 900, min: 800, max: 1_100, isOurs: true },
    { label: 'c', value: 450, min: 400, max: 500, isOurs: false },
  ];
  const svg = barChart('Title', 'Caption', bars);

  test('draws bars in proportion', () => {
    const [first, second] = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    expect(first! / second!).toBeCloseTo(2, 2);
  });

  test('escapes what stands in a label', () => {
    expect(svg).toContain('a &lt; b');
    expect(svg).not.toContain('a < b');
  });

  test('has colours of its own for a dark page', () => {
    expect(svg).toContain('prefers-color-scheme: dark');
  });
});
