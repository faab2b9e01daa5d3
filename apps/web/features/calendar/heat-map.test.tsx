import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { dayBounds, heatCells } from './grid';
import { HeatMap } from './heat-map';

const firstMs = Date.parse('2026-11-23T00:00:00.000Z');
const bounds = dayBounds(firstMs, 3, 'UTC');
const maintenance = {
  ...{ id: '0193b6a0-0000-7000-8000-00000000000b', name: 'Maintenance of the database', tags: [] },
  ...{ from: '2026-11-24T02:00:00.000Z', to: '2026-11-24T03:30:00.000Z' },
};

const show = (blackouts: (typeof maintenance)[]) =>
  renderPage(
    <HeatMap
      cells={heatCells({ bounds, zone: 'UTC', load: { bucketMs: 3_600_000, counts: [] }, points: [] })}
      {...{ bounds, blackouts, zone: 'UTC', nowMs: firstMs, summary: '' }}
      onOpen={() => undefined}
    />,
  );
/** From the top of the picture to the upper and to the lower edge. */
const edgesOf = (rect: Element): [number, number] => {
  const y = Number(rect.getAttribute('y'));
  return [y, y + Number(rect.getAttribute('height'))];
};

test('the name of a blackout window stands above the hours that it holds, and over no count', () => {
  const { container } = show([maintenance]);
  const name = screen.getByText('Maintenance of the database');
  const [bandTop, bandBottom] = edgesOf(name.parentElement!.querySelector('rect')!);
  const cellOf = (label: string) => {
    const title = [...container.querySelectorAll('title')].find(({ textContent }) =>
      textContent?.startsWith(label),
    );
    return title!.parentElement!.querySelector('rect')!;
  };
  const baseline = Number(name.getAttribute('y'));
  const [, mondayEnds] = edgesOf(cellOf('Monday, November 23, 02:00'));
  const [tuesdayBegins] = edgesOf(cellOf('Tuesday, November 24, 02:00'));
  expect(baseline - 10).toBeGreaterThanOrEqual(mondayEnds);
  expect(bandTop).toBeGreaterThan(baseline);
  expect(bandBottom).toBeLessThanOrEqual(tuesdayBegins);
});
