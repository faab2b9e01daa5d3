import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FormProvider, useForm } from 'react-hook-form';
import { HeadersEditor } from './headers-editor';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';

function Editor({ headers }: Pick<TaskForm, 'headers'>) {
  const form = useForm<TaskForm>({ defaultValues: { ...emptyForm('UTC'), headers } });
  return (
    <FormProvider {...form}>
      <HeadersEditor />
    </FormProvider>
  );
}

test('a secret that is stored says that it stays, until another one is written over it', async () => {
  render(<Editor headers={[{ name: 'Authorization', value: '[redacted]' }]} />);
  const value = screen.getByLabelText('Value of header 1');
  expect(value).toHaveAttribute('type', 'text');
  expect(screen.getByText(/Left as it is, it stays/)).toBeVisible();
  await userEvent.clear(value);
  await userEvent.type(value, 'Bearer new');
  expect(value).toHaveAttribute('type', 'password');
  expect(screen.getByText(/never shown again/)).toBeVisible();
});
