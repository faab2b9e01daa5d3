import { expect, test } from '@jest/globals';
import type { Answer, Method, PathOf } from '@carillon/client';
import { act, screen, waitFor } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on, problem } from './api-server';
import type { RenderedPage } from './render';
import { violationsOf } from './violations';

/** What the request is answered, and a text by which one sees that it is drawn. */
type Drawn<M extends Method, Path extends PathOf<M>> = readonly [Answer<M, Path>, string | RegExp];

export interface DrawnStates<M extends Method, Path extends PathOf<M>> {
  /** The request that the screen lives on. */
  of: readonly [M, Path];
  draw: (answer: HttpHandler) => RenderedPage;
  /** Absent where there is no such thing. */
  empty?: Drawn<M, Path>;
  filled: Drawn<M, Path>;
}

/**
 * A test for each state in which a screen is drawn: while its request is on its way, which is announced; with nothing;
 * with something; and refused, with the reason and the request. axe finds nothing wrong with any of them.
 */
export function testDrawnStates<M extends Method, Path extends PathOf<M>>(
  states: DrawnStates<M, Path>,
): void {
  const [method, path] = states.of;
  const never = new Promise<Response>(() => undefined);
  const refusal = problem(500, 'internal', { detail: 'The database is away.' });
  const state: Record<string, () => Promise<RenderedPage>> = {
    loading: async () => {
      const page = states.draw(on(method, path, () => never));
      await screen.findAllByRole('status', { name: /^Loading/ });
      return page;
    },
    ...(states.empty !== undefined && { empty: () => drawn(states.empty!) }),
    filled: () => drawn(states.filled),
    refused: async () => {
      const page = states.draw(on(method, path, refusal));
      const [alert] = await screen.findAllByRole('alert');
      expect(alert).toHaveTextContent(/The database is away\..*request-1/);
      return page;
    },
  };
  async function drawn([answer, seen]: Drawn<M, Path>): Promise<RenderedPage> {
    const page = states.draw(on(method, path, answer));
    await screen.findAllByText(seen);
    await allIsRead();
    return page;
  }
  testDrawn(state);
}

/** A test for each of these ways to draw something, which is there when its promise is kept: axe finds nothing wrong with any. */
export function testDrawn(ways: Readonly<Record<string, () => Promise<RenderedPage>>>): void {
  test.each(Object.keys(ways))('%s, it has nothing that axe finds wrong', async (name) => {
    const { container } = await ways[name]!();
    // Counts that go on meanwhile are drawn when axe has done.
    expect(await act(() => violationsOf(container))).toEqual([]);
  });
}

/** Until nothing on the screen is told to be loading. */
export function allIsRead(): Promise<void> {
  return waitFor(() => expect(screen.queryAllByRole('status', { name: /^Loading/ })).toEqual([]));
}
