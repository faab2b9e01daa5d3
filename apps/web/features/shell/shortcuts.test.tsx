import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { usePathname } from 'next/navigation';
import { useMemo, useState } from 'react';
import { renderPage } from '@/testing/render';
import { CommandPalette } from './command-palette';
import { ShortcutsProvider, useShortcuts } from './shortcuts';

/** Its keys are others each time that it is drawn. */
function Counting() {
  const [count, setCount] = useState(0);
  useShortcuts(useMemo(() => ({ z: { does: 'Count', run: () => setCount(count + 1) } }), [count]));
  return (
    <>
      <button onClick={() => setCount(count + 1)}>Counted {count}</button>
      <p>At {usePathname()}</p>
      <input aria-label="Name" />
    </>
  );
}

const page = (
  <ShortcutsProvider>
    <Counting />
  </ShortcutsProvider>
);

test('g and a letter lead to a page, also when the page is drawn anew between them', async () => {
  const { user } = renderPage(page);
  await user.keyboard('g');
  await user.click(screen.getByRole('button', { name: 'Counted 0' }));
  await screen.findByRole('button', { name: 'Counted 1' });
  await user.keyboard('t');
  expect(await screen.findByText('At /tasks')).toBeInTheDocument();
});

function Palette() {
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <CommandPalette isOpen={isOpen} onOpenChange={setOpen} />
      <Counting />
    </>
  );
}

test('the palette does what the page can do, and makes tasks for those who may', async () => {
  const shown = (
    <ShortcutsProvider>
      <Palette />
    </ShortcutsProvider>
  );
  const { user, unmount } = renderPage(shown);
  await user.click(await screen.findByRole('option', { name: /^Count/ }));
  expect(await screen.findByRole('button', { name: 'Counted 1' })).toBeInTheDocument();
  unmount();
  renderPage(shown, { role: 'viewer' });
  expect(await screen.findByRole('option', { name: /^Count/ })).toBeInTheDocument();
  expect(screen.queryByRole('option', { name: 'New task' })).toBeNull();
});

test('a page has keys of its own, and none of them does anything while somebody writes', async () => {
  const { user } = renderPage(page);
  await user.keyboard('z');
  await screen.findByRole('button', { name: 'Counted 1' });
  await user.type(screen.getByLabelText('Name'), 'zz gt');
  expect(screen.getByLabelText('Name')).toHaveValue('zz gt');
  expect(screen.getByRole('button', { name: 'Counted 1' })).toBeInTheDocument();
  expect(screen.getByText('At /')).toBeInTheDocument();
});
