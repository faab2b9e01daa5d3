import { describe } from '@jest/globals';
import { screen } from '@testing-library/react';
import NotFound from '@/app/not-found';
import { testDrawn } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { Header } from './header';
import { PageProblem } from './page-problem';
import { ShortcutsProvider } from './shortcuts';
import { BottomBar } from './side-navigation';

const place = { environment: 'staging', workspace: 'Billing', grafanaUrl: null, hasGraphiql: false };

describe('the frame of every page', () => {
  testDrawn({
    'its header': async () => {
      const page = renderPage(
        <ShortcutsProvider>
          <Header place={place} />
        </ShortcutsProvider>,
      );
      await screen.findByRole('link', { name: 'Billing, staging' });
      return page;
    },
    'its bar for thumbs': async () => {
      const page = renderPage(<BottomBar />, { path: '/tasks' });
      await screen.findByRole('link', { name: 'Tasks', current: 'page' });
      return page;
    },
    'with a page that has failed': async () => {
      const page = renderPage(<PageProblem error={new Error('It broke.')} onRetry={() => undefined} />);
      await screen.findByText('It broke.');
      return page;
    },
    'where there is no page': async () => {
      const page = renderPage(<NotFound />);
      await screen.findByText('There is no such page');
      return page;
    },
  });
});
