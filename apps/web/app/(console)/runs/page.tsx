import { RunList } from '@/features/runs/run-list';

export default function RunsPage() {
  return <RunList />;
}
