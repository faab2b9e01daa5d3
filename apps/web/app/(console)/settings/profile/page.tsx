import { ProfileSection } from '@/features/settings/profile-section';

export default function ProfileSettingsPage() {
  return <ProfileSection />;
}
