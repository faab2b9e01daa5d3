import { Suspense } from 'react';
import { TaskList } from '@/features/tasks/task-list';

export default function TasksPage() {
  return (
    <Suspense>
      <TaskList />
    </Suspense>
  );
}
