import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { usePathname, useRouter } from 'next/navigation';
import { on, problem, server } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { SessionGate } from './session-gate';
import { useCallerQuery, useSetupStateQuery, useSignInMutation } from './session.api';

const refusal = problem(401, 'auth.required', { detail: 'Sign in.' });
const known = { name: 'ada@example.com', kind: 'user', role: 'admin' } as never;

/** A front door, and behind it what the gate guards. */
function House({ visited }: { visited: string[] }) {
  const path = usePathname();
  visited.push(path);
  if (path !== '/tasks') return <FrontDoor />;
  return (
    <SessionGate>
      <h1>Tasks</h1>
    </SessionGate>
  );
}

function FrontDoor() {
  const router = useRouter();
  const { isError } = useCallerQuery();
  const setup = useSetupStateQuery();
  const [signIn] = useSignInMutation();
  const enter = async (): Promise<void> => {
    await signIn({ email: 'ada@example.com', password: 'secret' });
    router.push('/tasks');
  };
  return isError && setup.isSuccess && <button onClick={() => void enter()}>Enter</button>;
}

test('whoever has just signed in is not led back to the sign-in while the page asks again who it is', async () => {
  const visited: string[] = [];
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  const { user } = renderPage(<House visited={visited} />, {
    path: '/sign-in',
    handlers: [on('GET', '/api/auth/me', refusal), on('POST', '/api/auth/refresh', refusal)],
  });
  const enter = await screen.findByRole('button', { name: 'Enter' });
  server.use(
    on('POST', '/api/auth/login', {} as never),
    on('GET', '/api/auth/me', () => asked.then(() => known)),
  );
  await user.click(enter);
  await screen.findByRole('status', { name: 'Loading' });
  answer();
  await screen.findByRole('heading', { name: 'Tasks' });
  await waitFor(() => expect(visited.at(-1)).toBe('/tasks'));
  expect(visited.slice(visited.indexOf('/tasks'))).not.toContain('/sign-in');
});

test('whoever is not known is led to the sign-in, and knows where to go on', async () => {
  renderPage(<House visited={[]} />, {
    path: '/tasks',
    handlers: [on('GET', '/api/auth/me', refusal), on('POST', '/api/auth/refresh', refusal)],
  });
  await waitFor(() => expect(window.location.pathname).toBe('/sign-in'));
  expect(new URLSearchParams(window.location.search).get('next')).toBe('/tasks');
});
