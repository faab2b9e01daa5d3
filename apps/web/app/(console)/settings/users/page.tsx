import { UsersSection } from '@/features/users/users-section';

export default function UsersSettingsPage() {
  return <UsersSection />;
}
