import { SigningSecretsSection } from '@/features/secrets/signing-secrets-section';

export default function SigningSecretsSettingsPage() {
  return <SigningSecretsSection />;
}
