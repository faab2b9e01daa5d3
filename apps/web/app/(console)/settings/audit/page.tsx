import { AuditSection } from '@/features/audit/audit-section';

export default function AuditSettingsPage() {
  return <AuditSection />;
}
