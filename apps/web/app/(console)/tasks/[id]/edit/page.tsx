import { EditTask } from '@/features/task-wizard/edit-task';

export default function EditTaskPage() {
  return <EditTask />;
}
