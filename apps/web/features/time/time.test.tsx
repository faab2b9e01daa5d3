import { expect, jest, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { Ago, Instant, TimesAreStops } from './time';

const at = '2026-11-23T09:15:03.000Z';
const time = () => screen.getByRole('time');
const tip = () => screen.findByRole('tooltip');
const gone = () => waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());

test('the focus tells an instant by all clocks, and Escape puts that away', async () => {
  const { user, container } = renderPage(<Ago at={at} taskZone="America/New_York" />);
  await user.tab();
  expect(time()).toHaveFocus();
  expect(await tip()).toHaveTextContent(/UTC\)? Mon, Nov 23, 2026, 09:15:03 UTC /);
  expect(await tip()).toHaveTextContent(/Task \(America\/New_York\) Mon, Nov 23, 2026, 04:15:03 UTC-5/);
  expect(time()).toHaveAccessibleDescription(/Local \(.+\) .*From now/);
  expect(await violationsOf(container)).toEqual([]);
  await user.keyboard('{Escape}');
  await gone();
  expect(time()).toHaveFocus();
});

test('it goes when the focus goes on', async () => {
  const { user } = renderPage(
    <>
      <Instant at={at} />
      <button type="button">next</button>
    </>,
  );
  await user.tab();
  await tip();
  await user.tab();
  await gone();
});

test('a touch tells it, and a touch elsewhere puts it away', async () => {
  const { user } = renderPage(
    <>
      <Instant at={at} />
      <p>elsewhere</p>
    </>,
  );
  await user.pointer({ keys: '[TouchA]', target: time() });
  await tip();
  await user.pointer({ keys: '[TouchA]', target: screen.getByText('elsewhere') });
  await gone();
});

test('pointing tells it; the pointer may move onto it, and it goes when the pointer does', () => {
  renderPage(<Instant at={at} />);
  jest.useFakeTimers();
  try {
    fireEvent.pointerEnter(time());
    fireEvent.pointerLeave(time());
    fireEvent.pointerEnter(screen.getByRole('tooltip'));
    act(() => void jest.advanceTimersByTime(10_000));
    fireEvent.pointerLeave(screen.getByRole('tooltip'));
    act(() => void jest.advanceTimersByTime(10_000));
    expect(screen.queryByRole('tooltip')).toBeNull();
  } finally {
    jest.useRealTimers();
  }
});

test('what scrolls away takes it along', async () => {
  const { user } = renderPage(<Instant at={at} />);
  await user.hover(time());
  await tip();
  fireEvent.scroll(window);
  await gone();
});

test('where times are no stops, the Tab key passes them', async () => {
  const { user } = renderPage(
    <TimesAreStops value={false}>
      <Instant at={at} />
      <button type="button">next</button>
    </TimesAreStops>,
  );
  await user.tab();
  expect(screen.getByRole('button', { name: 'next' })).toHaveFocus();
});
