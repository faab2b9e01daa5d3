import { NewTask } from '@/features/task-wizard/new-task';

export default function NewTaskPage() {
  return <NewTask />;
}
