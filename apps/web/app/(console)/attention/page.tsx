import { AttentionPage } from '@/features/attention/attention-page';

export default function AttentionRoute() {
  return <AttentionPage />;
}
