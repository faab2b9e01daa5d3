import { AlertChannelsSection } from '@/features/alerts/alert-channels-section';

export default function AlertChannelsSettingsPage() {
  return <AlertChannelsSection />;
}
