import { expect, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { renderPage } from '@/testing/render';
import { Page } from './page';

/** A page, a link beside it, and a page that says that it loads until it is told that all has come. */
function Pages() {
  const router = useRouter();
  const path = usePathname();
  const [hasCome, setCome] = useState(false);
  useEffect(() => {
    const come = (): void => setCome(true);
    window.addEventListener('come', come);
    return () => window.removeEventListener('come', come);
  }, []);
  const title = path === '/tasks' ? 'Tasks' : hasCome ? 'Nightly backup' : 'Task';
  return (
    <>
      <button onClick={() => router.push('/tasks/1')}>Beside</button>
      <main>
        <Page key={title} title={title}>
          <input aria-label="Filter" />
        </Page>
      </main>
    </>
  );
}

const heading = (name: string) => screen.getByRole('heading', { level: 1, name });
const come = () => act(() => void window.dispatchEvent(new Event('come')));

test('whoever follows a link beside the page comes to the heading, also of what has still to be read', async () => {
  const { user } = renderPage(<Pages />, { path: '/tasks' });
  expect(heading('Tasks')).not.toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Beside' }));
  expect(heading('Task')).toHaveFocus();
  come();
  expect(heading('Nightly backup')).toHaveFocus();
});

test('who has gone on meanwhile is not taken back to the heading', async () => {
  const { user } = renderPage(<Pages />, { path: '/tasks' });
  await user.click(screen.getByRole('button', { name: 'Beside' }));
  await user.click(screen.getByRole('button', { name: 'Beside' }));
  come();
  expect(heading('Nightly backup')).not.toHaveFocus();
  expect(screen.getByRole('button', { name: 'Beside' })).toHaveFocus();
});
