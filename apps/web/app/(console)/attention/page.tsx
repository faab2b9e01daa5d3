import { Page } from '@/ui/page';

export default function AttentionPage() {
  return <Page title="Attention">…</Page>;
}
