import { SessionsSection } from '@/features/settings/sessions-section';

export default function SessionsSettingsPage() {
  return <SessionsSection />;
}
