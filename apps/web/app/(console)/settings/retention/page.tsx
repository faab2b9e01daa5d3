import { RetentionSection } from '@/features/settings/retention-section';

export default function RetentionSettingsPage() {
  return <RetentionSection />;
}
