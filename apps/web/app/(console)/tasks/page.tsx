import { Page } from '@/ui/page';

export default function TasksPage() {
  return <Page title="Tasks">…</Page>;
}
