import { Page } from '@/ui/page';

export default function RunsPage() {
  return <Page title="Runs">…</Page>;
}
