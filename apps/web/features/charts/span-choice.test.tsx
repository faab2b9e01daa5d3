import { expect, test } from '@jest/globals';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { SpanChoice } from './span-choice';
import { readRange, spanLink, useSpanWords, useTimeSpan } from './time-span';

function Page() {
  const [span, setSpan] = useTimeSpan();
  return (
    <>
      <SpanChoice value={span} onChange={setSpan} />
      <p>{`of ${useSpanWords(span)}`}</p>
    </>
  );
}

test('a range of one’s own stands in the address, and a window takes its place', async () => {
  const { user, store, container } = renderPage(<Page />);
  act(() => void store.dispatch(preferenceChanged({ clock: 'utc' })));
  expect(screen.getByText('of the last 24 hours')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Range …' }));
  const dialog = await screen.findByRole('dialog', { name: 'Figures of a range' });
  const write = (label: string, value: string) =>
    fireEvent.change(within(dialog).getByLabelText(label), { target: { value } });
  write('From', '2026-11-23T10:00');
  write('To', '2026-11-23T09:00');
  expect(within(dialog).getByText('Must be later than the beginning.')).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Show the range' })).toBeDisabled();
  expect(await violationsOf(dialog)).toEqual([]);
  write('To', '2026-11-24T12:30');
  await user.click(within(dialog).getByRole('button', { name: 'Show the range' }));
  expect(await screen.findByText('of Nov 23, 10:00 to Nov 24, 12:30')).toBeVisible();
  expect(new URLSearchParams(window.location.search).get('range')).toBe(
    '2026-11-23T10:00:00.000Z/2026-11-24T12:30:00.000Z',
  );
  expect(await violationsOf(container)).toEqual([]);
  await user.click(screen.getByRole('radio', { name: 'the last 7 days' }));
  expect(await screen.findByText('of the last 7 days')).toBeVisible();
  expect(window.location.search).toBe('?window=7d');
});

test('an address without a beginning before its end names no range', () => {
  expect(readRange(null)).toBeNull();
  expect(readRange('2026-11-23T10:00:00Z')).toBeNull();
  expect(readRange('2026-11-23T10:00:00Z/2026-11-23T10:00:00Z')).toBeNull();
  const range = readRange('2026-11-23T10:00:00+01:00/2026-11-24');
  expect(range).toEqual({ from: '2026-11-23T09:00:00.000Z', to: '2026-11-24T00:00:00.000Z' });
  expect(spanLink(range!)).toEqual(range);
});
