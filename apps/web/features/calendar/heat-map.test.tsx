import { afterEach, describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { chooseLocalZone } from '@/features/time/local-zone';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { Zone } from './grid';
import { dayBounds, heatCells } from './grid';
import type { HeatMapProps } from './heat-map';
import { HeatMap } from './heat-map';

const hourMs = 3_600_000;
const monday = Date.parse('2026-11-23T00:00:00.000Z');
const maintenance = {
  ...{ id: '0193b6a0-0000-7000-8000-00000000000b', name: 'Maintenance of the database', tags: [] },
  ...{ from: '2026-11-24T02:00:00.000Z', to: '2026-11-24T03:30:00.000Z' },
};

interface Shown extends Partial<Pick<HeatMapProps, 'blackouts' | 'overloads' | 'onOpen'>> {
  firstMs?: number;
  zone?: Zone;
  points?: Parameters<typeof heatCells>[0]['points'];
}

/** Three days with a planned run in each hour. */
const show = ({ firstMs = monday, zone = 'UTC', points = [], ...props }: Shown) => {
  const bounds = dayBounds(firstMs, 3, zone);
  const counts = Array.from({ length: (bounds.at(-1)! - firstMs) / hourMs }, () => 1);
  const cells = heatCells({ bounds, zone, load: { bucketMs: hourMs, counts }, points });
  return renderPage(
    <HeatMap
      {...{ cells, bounds, zone, blackouts: [], overloads: [], nowMs: firstMs, summary: '' }}
      onOpen={() => undefined}
      {...props}
    />,
  );
};
const cellAt = (name: string | RegExp) => screen.getByRole('button', { name });
afterEach(() => chooseLocalZone(null));

/** From the top of the picture to the upper and to the lower edge. */
const edgesOf = (rect: Element): [number, number] => {
  const y = Number(rect.getAttribute('y'));
  return [y, y + Number(rect.getAttribute('height'))];
};

test('the name of a blackout window stands above the hours that it holds, and over no count', () => {
  show({ blackouts: [maintenance] });
  const name = screen.getByText('Maintenance of the database');
  const [bandTop, bandBottom] = edgesOf(name.parentElement!.querySelector('rect')!);
  const cellOf = (label: string) => cellAt(new RegExp(`^${label}`)).querySelector('rect')!;
  const baseline = Number(name.getAttribute('y'));
  const [, mondayEnds] = edgesOf(cellOf('Monday, November 23, 02:00'));
  const [tuesdayBegins] = edgesOf(cellOf('Tuesday, November 24, 02:00'));
  expect(baseline - 10).toBeGreaterThanOrEqual(mondayEnds);
  expect(bandTop).toBeGreaterThan(baseline);
  expect(bandBottom).toBeLessThanOrEqual(tuesdayBegins);
});

describe('what there is to say of an hour', () => {
  const past = {
    ...{ at: '2026-11-24T02:00:00.000Z', byStatus: { completed: 9, failed: 1, abandoned: 1, skipped: 2 } },
    ...{ total: 13, successRate: null, retries: 0, durationMs: null, lagMs: null },
    ...{ cost: { sum: 0, average: null }, quality: { count: 0, average: null } },
  };
  const said =
    'Tuesday, November 24, 02:00 to 03:00: 14 in all, 9 completed, 2 failed, 2 skipped, cancelled or open, 1 planned, ' +
    'blackout window Maintenance of the database 02:00 to 03:30, lane billing: 62 planned, 60 fit, ' +
    '03:00 to 04:00 local time (Europe/Vienna)';

  test('is told where the pointer is, and at the focus, and is the name of the hour as well', async () => {
    chooseLocalZone('Europe/Vienna');
    const { user, container } = show({
      blackouts: [maintenance],
      overloads: [{ at: '2026-11-24T02:00:00.000Z', lane: 'billing', planned: 62, fits: 60 }],
      points: [past],
    });
    const cell = cellAt(said);
    await user.hover(cell);
    const lines = [...screen.getByRole('tooltip').children].map(({ textContent }) => textContent);
    expect(`${lines[0]}: ${lines.slice(1).join(', ')}`).toBe(said);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).toBeNull();
    fireEvent.focus(cell);
    expect(screen.getByRole('tooltip')).toHaveTextContent('Tuesday, November 24');
    expect(await violationsOf(container)).toEqual([]);
    fireEvent.blur(cell);
    expect(screen.queryByRole('tooltip')).toBeNull();
  });

  test('what ran is drawn by what became of it, and a lane with too much to do is marked', () => {
    show({ overloads: [{ at: '2026-11-24T02:00:00.000Z', lane: 'a', planned: 2, fits: 1 }], points: [past] });
    const cell = cellAt(/^Tuesday, November 24, 02:00/);
    const heights = ['fill-accent', 'fill-success', 'fill-danger'].map((fill) =>
      Number(cell.querySelector(`.${fill}`)?.getAttribute('height')),
    );
    expect(heights.every((height) => height > 0)).toBe(true);
    expect(heights[1]).toBeGreaterThan(heights[2]!);
    expect(cell.querySelector('path')).toHaveClass('fill-warning');
    expect(cellAt(/^Tuesday, November 24, 03:00/).querySelector('path')).toBeNull();
    expect(screen.getByText('More than a lane lets begin')).toBeVisible();
  });
});

describe('on a day on which the clocks change', () => {
  test('the hour that is missing is drawn as missing, and says so', () => {
    show({ firstMs: Date.parse('2026-03-27T23:00:00.000Z'), zone: 'Europe/Berlin' });
    const missing = 'Sunday, March 29, 02:00 to 03:00: this hour is missing, as the clocks go forward';
    expect(cellAt(missing)).toHaveTextContent('–');
    expect(screen.getByText('Missing: the clocks go forward')).toBeVisible();
    expect(screen.queryByText(/^Comes twice/)).toBeNull();
  });

  test('the hour that comes twice is one cell with the runs of both, and says so', () => {
    show({ firstMs: Date.parse('2026-10-23T22:00:00.000Z'), zone: 'Europe/Berlin' });
    const twice = cellAt(/^Sunday, October 25, 02:00 to 03:00: 2 planned, this hour comes twice/);
    expect(twice).toHaveTextContent('2×');
    expect(twice).toHaveAccessibleName(/00:00 to 02:00 UTC$/);
    expect(screen.getByText('Comes twice: the clocks go back')).toBeVisible();
  });
});
