import { describe } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on, problem } from '@/testing/api-server';
import { testDrawn, testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { JoinForm } from './join-form';
import { SessionGate } from './session-gate';
import { SetupForm } from './setup-form';
import { SignInForm } from './sign-in-form';

const never = () => new Promise<Response>(() => undefined);
const wrong = problem(401, 'auth.wrong_credentials', { detail: 'No such pair.', hint: 'Look at Caps Lock.' });

describe('the sign-in', () => {
  testDrawn({
    empty: async () => {
      const page = renderPage(<SignInForm />, { path: '/sign-in' });
      await screen.findByLabelText('Password');
      return page;
    },
    refused: async () => {
      const page = renderPage(<SignInForm />, {
        path: '/sign-in',
        handlers: [on('POST', '/api/auth/login', wrong)],
      });
      await page.user.click(screen.getByRole('button', { name: 'Sign in' }));
      await screen.findByRole('alert');
      return page;
    },
  });
});

describe('the set-up', () => {
  const open = on('GET', '/api/auth/setup', { isOpen: true, needsToken: true, provider: null });
  const fieldErrors = ['token', 'email', 'displayName', 'password'].map((path) => ({
    path,
    message: `The ${path} is wrong`,
  }));
  testDrawn({
    empty: async () => {
      const page = renderPage(<SetupForm />, { path: '/setup', handlers: [open] });
      await screen.findByLabelText('Set-up token');
      return page;
    },
    refused: async () => {
      const refusal = on('POST', '/api/auth/setup', problem(400, 'request.invalid', { fieldErrors }));
      const page = renderPage(<SetupForm />, { path: '/setup', handlers: [refusal, open] });
      await page.user.click(await screen.findByRole('button', { name: 'Create the administrator' }));
      await screen.findByText('The displayName is wrong');
      await screen.findByText('The password is wrong');
      return page;
    },
  });
});

describe('the way in by invitation', () => {
  const draw = (answer: HttpHandler) =>
    renderPage(<JoinForm />, { path: '/join#token=a-token', handlers: [answer] });
  testDrawn({
    'looking it up': async () => {
      const page = draw(on('POST', '/api/auth/invitation', never));
      await screen.findByText('The invitation is looked up.');
      return page;
    },
    'that opens nothing': async () => {
      const page = draw(on('POST', '/api/auth/invitation', problem(409, 'invitation.ended')));
      await screen.findByText('This link opens nothing.');
      return page;
    },
  });
});

describe('the gate', () => {
  testDrawnStates({
    of: ['GET', '/api/auth/me'],
    draw: (answer) =>
      renderPage(
        <SessionGate>
          <h1>Health</h1>
        </SessionGate>,
        { path: '/health', handlers: [answer] },
      ),
    filled: [{ name: 'ada@example.com', kind: 'user', role: 'admin' } as never, 'Health'],
  });
});
