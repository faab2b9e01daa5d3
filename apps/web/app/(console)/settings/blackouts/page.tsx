import { BlackoutsSection } from '@/features/blackouts/blackouts-section';

export default function BlackoutsSettingsPage() {
  return <BlackoutsSection />;
}
