import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentType } from 'react';
import { onDemand } from './on-demand';

interface GreetingProps {
  name: string;
}
const Greeting = ({ name }: GreetingProps) => <p>Good morning, {name}.</p>;

/** A part whose code comes, or does not, when the test says so. */
function partOf(Waiting?: ComponentType<GreetingProps>) {
  const asked: { come: () => void; fail: () => void }[] = [];
  const load = () =>
    new Promise<ComponentType<GreetingProps>>((resolve, reject) => {
      asked.push({ come: () => resolve(Greeting), fail: () => reject(new Error('no network')) });
    });
  return { Part: onDemand(load, Waiting), asked };
}

test('a part that is wanted before its code is there appears as soon as it is, with what it was last given', async () => {
  const { Part, asked } = partOf(() => <p>One moment.</p>);
  const { rerender } = render(<Part name="Ada" />);
  expect(screen.getByText('One moment.')).toBeInTheDocument();
  rerender(<Part name="Grace" />);
  asked[0]!.come();
  expect(await screen.findByText('Good morning, Grace.')).toBeInTheDocument();
  expect(screen.queryByText('One moment.')).toBeNull();
});

test('a part whose code is there is drawn at once, and fetched once', async () => {
  const { Part, asked } = partOf();
  const first = render(<Part name="Ada" />);
  asked[0]!.come();
  await screen.findByText('Good morning, Ada.');
  first.unmount();
  render(<Part name="Grace" />);
  expect(screen.getByText('Good morning, Grace.')).toBeInTheDocument();
  expect(asked).toHaveLength(1);
});

test('a part that cannot be fetched says so, and comes when it is tried again', async () => {
  const { Part, asked } = partOf();
  render(<Part name="Ada" />);
  asked[0]!.fail();
  expect(await screen.findByRole('alert')).toHaveTextContent('A part of this page could not be loaded.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.queryByRole('alert')).toBeNull();
  asked[1]!.come();
  expect(await screen.findByText('Good morning, Ada.')).toBeInTheDocument();
});
