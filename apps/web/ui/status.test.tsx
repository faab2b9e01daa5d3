import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { RunStatus, TaskStatus } from './status';

test('a status that this page does not know is shown as it came', () => {
  render(
    <>
      <TaskStatus status="hibernating" />
      <RunStatus status="teleported" detail="attempt 2 of 4" />
      <RunStatus status="constructor" />
    </>,
  );
  expect(screen.getByTestId('task-status')).toHaveTextContent('hibernating');
  expect(screen.getByText('teleported · attempt 2 of 4')).toBeInTheDocument();
  expect(screen.getByText('constructor')).toBeInTheDocument();
});
