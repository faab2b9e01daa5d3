import { SetupForm } from '@/features/session/setup-form';

export default function SetupPage() {
  return <SetupForm />;
}
