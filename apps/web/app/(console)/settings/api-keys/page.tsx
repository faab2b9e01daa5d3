import { ApiKeysSection } from '@/features/api-keys/api-keys-section';

export default function ApiKeysSettingsPage() {
  return <ApiKeysSection />;
}
