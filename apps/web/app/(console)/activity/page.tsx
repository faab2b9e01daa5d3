import { Page } from '@/ui/page';

export default function ActivityPage() {
  return <Page title="Activity">…</Page>;
}
