import { Page } from '@/ui/page';

export default function LanesPage() {
  return <Page title="Lanes">…</Page>;
}
