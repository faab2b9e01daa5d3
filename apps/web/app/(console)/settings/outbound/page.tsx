import { OutboundSection } from '@/features/settings/outbound-section';

export default function OutboundSettingsPage() {
  return <OutboundSection />;
}
