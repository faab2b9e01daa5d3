import { Page } from '@/ui/page';

export default function InspectorPage() {
  return <Page title="Inspector">…</Page>;
}
