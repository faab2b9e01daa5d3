import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { Blackout, BlackoutChange, BlackoutInput } from './blackouts.api';
import { BlackoutsSection } from './blackouts-section';

const hourMs = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString();

const sundays: Blackout = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  name: 'Database maintenance',
  enabled: true,
  tags: ['db', 'reports'],
  startsAt: null,
  endsAt: null,
  schedule: '0 2 * * 0',
  description: 'At 02:00, only on Sunday',
  timeZone: 'Europe/Vienna',
  durationMs: 2 * hourMs,
  current: null,
  next: { startsAt: '2099-11-29T01:00:00.000Z', endsAt: '2099-11-29T03:00:00.000Z' },
  version: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
};
const once: Blackout = {
  ...sundays,
  ...{ id: '0193b6a0-0000-7000-8000-000000000002', name: 'Move', tags: [] },
  ...{ startsAt: at(-1), endsAt: at(1), schedule: null, description: null, timeZone: null },
  ...{ durationMs: null, current: { startsAt: at(-1), endsAt: at(1) }, next: null },
};
const windows = (items: Blackout[]) => on('GET', '/api/blackouts', { items, nextCursor: null });
const preview = on('POST', '/api/schedules/preview', {
  description: 'At 02:00, only on Sunday',
  next: ['2026-11-29T01:00:00.000Z'],
  blackouts: [null],
  warnings: [],
});
const change = async (user: ReturnType<typeof renderPage>['user'], name: string) => {
  await user.click(await screen.findByRole('button', { name: `More for ${name}` }));
  await user.click(await screen.findByRole('menuitem', { name: 'Change' }));
  return within(await screen.findByRole('dialog'));
};

describe('blackout windows', () => {
  test('a window says when it holds and for which tasks, and whether it does now', async () => {
    const { container } = renderPage(<BlackoutsSection />, { handlers: [windows([sundays, once])] });
    expect(await screen.findByText(/At 02:00, only on Sunday, for 2 hours · Europe\/Vienna/)).toBeVisible();
    expect(screen.getByText(/29 Nov 2099, 02:00 to 04:00/)).toBeVisible();
    for (const tag of sundays.tags) expect(screen.getByText(tag)).toBeVisible();
    expect(screen.getAllByText(/Holds now/)).toHaveLength(1);
    expect(await violationsOf(container)).toEqual([]);
  });

  test('without any it is said what one is for, and the first can be made', async () => {
    renderPage(<BlackoutsSection />, { handlers: [windows([])] });
    expect(await screen.findByText('Everything runs when it is due')).toBeVisible();
    expect(screen.getAllByRole('button', { name: 'New blackout window' })).toHaveLength(2);
  });

  test('a list that somebody may not read says so', async () => {
    renderPage(<BlackoutsSection />, {
      handlers: [on('GET', '/api/blackouts', () => problem(403, 'auth.forbidden'))],
    });
    expect(await screen.findByText('You may not see this')).toBeVisible();
  });

  test('a new one is made of what was written; its next times are shown, and faults stand at their fields', async () => {
    const sent: (BlackoutInput | undefined)[] = [];
    const { user } = renderPage(<BlackoutsSection />, {
      handlers: [
        windows([]),
        preview,
        on('POST', '/api/blackouts', ({ body }) => {
          sent.push(body);
          if (sent.length > 1) return sundays;
          const fieldErrors = [{ path: 'durationMs', message: 'it would never end' }];
          return problem(400, 'schedule.invalid', { fieldErrors });
        }),
      ],
    });
    await user.click((await screen.findAllByRole('button', { name: 'New blackout window' }))[0]!);
    const box = within(await screen.findByRole('dialog'));
    const make = () => user.click(box.getByRole('button', { name: 'Make the window' }));
    await user.clear(box.getByLabelText('Lasts'));
    await make();
    expect(box.getByText('Give it a name.')).toBeVisible();
    expect(box.getByText('From a minute up to seven days.')).toBeVisible();
    expect(sent).toEqual([]);
    await user.type(box.getByLabelText('Name'), 'Maintenance');
    await user.type(box.getByLabelText('Tags'), 'db, reports , db');
    await user.type(box.getByLabelText('Lasts'), '90');
    await user.selectOptions(box.getByLabelText('Unit'), 'minutes');
    await user.click(box.getByLabelText('Sat'));
    expect(await box.findByText('At 02:00, only on Sunday, for 1 hour 30 minutes')).toBeVisible();
    await make();
    expect(await box.findByText('it would never end')).toBeVisible();
    await make();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent[1]).toEqual({
      name: 'Maintenance',
      tags: ['db', 'reports'],
      schedule: '0 2 * * 0,6',
      timeZone: expect.any(String),
      durationMs: 90 * 60_000,
    });
  });

  test('one that recurs may be made to come once, within its zone', async () => {
    let sent: BlackoutChange | undefined;
    const { user } = renderPage(<BlackoutsSection />, {
      handlers: [
        windows([sundays]),
        preview,
        on('PATCH', '/api/blackouts/{id}', ({ body }) => {
          sent = body;
          return sundays;
        }),
      ],
    });
    const box = await change(user, 'Database maintenance');
    await user.selectOptions(box.getByLabelText('How often'), 'Once');
    await user.type(box.getByLabelText('From'), '2026-12-01T02:00');
    await user.type(box.getByLabelText('To'), '2026-12-01T01:00');
    await user.click(box.getByRole('button', { name: 'Change it' }));
    expect(box.getByText('It must end after it begins.')).toBeVisible();
    await user.clear(box.getByLabelText('To'));
    await user.type(box.getByLabelText('To'), '2026-12-01T04:30');
    expect(box.getByText(/^Tue,? 1 Dec 2026, 02:00 to 04:30$/)).toBeVisible();
    await user.click(box.getByRole('button', { name: 'Change it' }));
    await waitFor(() => expect(sent).toBeDefined());
    expect(sent).toEqual({
      name: 'Database maintenance',
      tags: ['db', 'reports'],
      startsAt: '2026-12-01T01:00:00.000Z',
      endsAt: '2026-12-01T03:30:00.000Z',
    });
  });

  test('it is switched off, and deleted after a question', async () => {
    const done: unknown[] = [];
    const { user } = renderPage(<BlackoutsSection />, {
      handlers: [
        windows([sundays]),
        on('PATCH', '/api/blackouts/{id}', ({ body }) => {
          done.push(body);
          return { ...sundays, enabled: false };
        }),
        on('DELETE', '/api/blackouts/{id}', () => {
          done.push('deleted');
          return new Response(null, { status: 204 });
        }),
      ],
    });
    await user.click(await screen.findByRole('switch', { name: 'Blackout window Database maintenance' }));
    await waitFor(() => expect(done).toEqual([{ enabled: false }]));
    await user.click(screen.getByRole('button', { name: 'More for Database maintenance' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Delete 1 blackout window' }));
    await waitFor(() => expect(done).toEqual([{ enabled: false }, 'deleted']));
  });

  test('a viewer may look, and changes nothing', async () => {
    renderPage(<BlackoutsSection />, { role: 'viewer', handlers: [windows([sundays])] });
    expect(await screen.findByRole('switch')).toBeDisabled();
    expect(screen.getByRole('button', { name: 'New blackout window' })).toBeDisabled();
  });
});

describe('the section of blackout windows', () => {
  testDrawnStates({
    of: ['GET', '/api/blackouts'],
    draw: (answer) => renderPage(<BlackoutsSection />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'Everything runs when it is due'],
    filled: [{ items: [sundays, once], nextCursor: null }, 'Database maintenance'],
  });
});
