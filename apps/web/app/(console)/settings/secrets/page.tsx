import { SecretsSection } from '@/features/secrets/secrets-section';

export default function SecretsSettingsPage() {
  return <SecretsSection />;
}
