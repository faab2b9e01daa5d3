import type { ReactNode } from 'react';
import { SettingsNavigation } from '@/features/settings/settings-navigation';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col lg:flex-row">
      <SettingsNavigation />
      <div className="max-w-6xl min-w-0 flex-1">{children}</div>
    </div>
  );
}
