import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import type {
  AlertChannel,
  AlertChannelChange,
  AlertChannelInput,
  AlertDelivery,
} from './alert-channels.api';
import { AlertChannelsSection } from './alert-channels-section';

const channel: AlertChannel = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  name: 'on call',
  kind: 'chat',
  address: 'https://chat.example.com/…',
  events: ['task.failed', 'run.late', 'task.recovered'],
  taskFilter: 'tag:billing',
  signingSecretId: null,
  quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5] },
  groupSeconds: 300,
  lateAfterSeconds: 900,
  enabled: true,
  version: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
};
const delivery: AlertDelivery = {
  id: '0193b6a0-0000-7000-8000-00000000000d',
  isTest: true,
  summary: 'This is a test.',
  status: 'pending',
  attempts: 0,
  nextAttemptAt: '2026-11-01T00:00:00.000Z',
  httpStatus: null,
  outcome: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  finishedAt: null,
};
const channels = (items: AlertChannel[]) => on('GET', '/api/alert-channels', { items, nextCursor: null });
const deliveries = (items: AlertDelivery[]) =>
  on('GET', '/api/alert-channels/{id}/deliveries', { items, nextCursor: null });

describe('alert channels', () => {
  test('a channel says whom it tells of what', async () => {
    const { container } = renderPage(<AlertChannelsSection />, {
      handlers: [channels([channel]), deliveries([])],
    });
    expect(await screen.findByText('22:00 to 07:00, Europe/Berlin, Mon–Fri')).toBeVisible();
    for (const words of [
      'https://chat.example.com/…',
      'Failures, Late runs after 15 minutes, Recoveries',
      'tag:billing',
      'Once in 5 minutes',
    ])
      expect(screen.getByText(words)).toBeVisible();
    expect(await screen.findByText('Nothing has been told yet.')).toBeVisible();
    expect((await axe(container)).violations).toEqual([]);
  });

  test('a test is sent, and its outcome appears by itself', async () => {
    let told: AlertDelivery[] = [];
    const { user } = renderPage(<AlertChannelsSection />, {
      handlers: [
        channels([channel]),
        on('GET', '/api/alert-channels/{id}/deliveries', () => {
          const answer = { items: told, nextCursor: null };
          told = told.map((each) => ({
            ...each,
            status: 'failed',
            outcome: 'no_team',
            httpStatus: 404,
            attempts: 1,
            nextAttemptAt: null,
            finishedAt: each.createdAt,
          }));
          return answer;
        }),
        on('POST', '/api/alert-channels/{id}/test', () => {
          told = [delivery];
          return delivery;
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Send a test' }));
    const section = screen.getByRole('region', { name: 'Last deliveries of on call' });
    expect(await within(section).findByText('Waiting')).toBeVisible();
    expect(await within(section).findByText('Status 404: no_team', {}, { timeout: 4_000 })).toBeVisible();
    expect(within(section).getByText('Failed')).toBeVisible();
  });

  test('a new channel is made of what was written, and its faults stand at their fields', async () => {
    const sent: (AlertChannelInput | undefined)[] = [];
    const { user } = renderPage(<AlertChannelsSection />, {
      handlers: [
        channels([]),
        on('POST', '/api/alert-channels', ({ body }) => {
          sent.push(body);
          if (sent.length > 1) return channel;
          const fieldErrors = [{ path: 'taskFilter', message: 'has no field colour' }];
          return problem(400, 'request.invalid', { fieldErrors });
        }),
      ],
    });
    await user.click((await screen.findAllByRole('button', { name: 'New alert channel' }))[0]!);
    const dialog = await screen.findByRole('dialog');
    const box = within(dialog);
    await user.click(box.getByRole('button', { name: 'Make the channel' }));
    expect(box.getByText('Give it a name.')).toBeVisible();
    expect(box.getByText('Say where it leads.')).toBeVisible();
    expect(sent).toEqual([]);
    await user.type(box.getByLabelText('Name'), 'on call');
    await user.type(box.getByLabelText('URL'), 'https://chat.example.com/secret');
    await user.click(box.getByLabelText(/^Abandoned runs/));
    await user.selectOptions(box.getByLabelText('Late after'), 'an hour');
    await user.type(box.getByLabelText('Of tasks'), 'colour:red');
    await user.click(box.getByLabelText(/^Quiet hours/));
    await user.click(box.getByLabelText('Sun'));
    await user.click(box.getByRole('button', { name: 'Make the channel' }));
    expect(await box.findByText('has no field colour')).toBeVisible();
    expect(sent[0]).toMatchObject({
      name: 'on call',
      kind: 'chat',
      address: 'https://chat.example.com/secret',
      events: ['task.failed', 'run.late', 'task.recovered'],
      lateAfterSeconds: 3_600,
      taskFilter: 'colour:red',
      quietHours: { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5, 6] },
    });
    await user.clear(box.getByLabelText('Of tasks'));
    await user.click(box.getByRole('button', { name: 'Make the channel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent[1]).toMatchObject({ taskFilter: null });
  });

  test('a change does not send an address that nobody wrote', async () => {
    let sent: AlertChannelChange | undefined;
    const { user } = renderPage(<AlertChannelsSection />, {
      handlers: [
        channels([channel]),
        deliveries([]),
        on('PATCH', '/api/alert-channels/{id}', ({ body }) => {
          sent = body;
          return channel;
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'More for on call' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Change' }));
    const box = within(await screen.findByRole('dialog'));
    await user.click(box.getByRole('button', { name: 'Change it' }));
    await waitFor(() => expect(sent).toBeDefined());
    expect(sent).toMatchObject({
      name: 'on call',
      taskFilter: 'tag:billing',
      groupSeconds: 300,
      lateAfterSeconds: 900,
    });
    expect(sent).not.toHaveProperty('address');
    expect(sent).not.toHaveProperty('kind');
  });

  test('how late is asked of who wants to hear of late runs, and what the API was told can stay', async () => {
    let sent: AlertChannelChange | undefined;
    const { user } = renderPage(<AlertChannelsSection />, {
      handlers: [
        channels([{ ...channel, lateAfterSeconds: 45 }]),
        deliveries([]),
        on('PATCH', '/api/alert-channels/{id}', ({ body }) => {
          sent = body;
          return channel;
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'More for on call' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Change' }));
    const box = within(await screen.findByRole('dialog'));
    expect(box.getByLabelText('Late after')).toHaveDisplayValue('45 seconds');
    await user.click(box.getByLabelText(/^Late runs/));
    expect(box.queryByLabelText('Late after')).toBeNull();
    await user.click(box.getByRole('button', { name: 'Change it' }));
    await waitFor(() => expect(sent).toBeDefined());
    expect(sent).toMatchObject({ events: ['task.failed', 'task.recovered'], lateAfterSeconds: 45 });
  });

  test('who is no administrator may look, and sees why nothing can be done', async () => {
    const shown = { ...channel, address: null };
    renderPage(<AlertChannelsSection />, {
      role: 'viewer',
      handlers: [channels([shown]), deliveries([delivery])],
    });
    expect(await screen.findByRole('button', { name: 'Send a test' })).toBeDisabled();
    expect(screen.getByRole('switch', { name: 'Alerts of on call' })).toBeDisabled();
    expect(screen.queryByText('Address')).toBeNull();
  });
});

describe('the section of alert channels', () => {
  testDrawnStates({
    of: ['GET', '/api/alert-channels'],
    draw: (answer) => renderPage(<AlertChannelsSection />, { handlers: [answer, deliveries([])] }),
    empty: [{ items: [], nextCursor: null }, 'Nobody is told yet'],
    filled: [{ items: [channel], nextCursor: null }, 'on call'],
  });
});
