import { expect, test } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { Renaming, useNameClicks } from './renaming';

/** Whether a click on a name is held back, for a second one that may follow. */
function isHeldBack(isAllowed: boolean, click: MouseEventInit): boolean {
  const state = { isAllowed, id: null, start: () => undefined, stop: () => undefined };
  render(
    <Renaming value={state}>
      <Name />
    </Renaming>,
  );
  return !fireEvent.click(screen.getByText('Name'), click);
}

function Name() {
  return <span {...useNameClicks(() => undefined)}>Name</span>;
}

test.each([
  ['a click of who may rename waits for a second one', true, { detail: 1 }, true],
  ['who may only look waits for nothing', false, { detail: 1 }, false],
  ['nor does the keyboard', true, { detail: 0 }, false],
  ['nor a click that opens another tab', true, { detail: 1, ctrlKey: true }, false],
])('%s', (_title, isAllowed, click, held) => {
  expect(isHeldBack(isAllowed, click)).toBe(held);
});
