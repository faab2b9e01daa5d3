import {
  ArrowDownUp,
  BellRing,
  Bookmark,
  CalendarOff,
  CalendarX,
  FileClock,
  Fingerprint,
  KeyRound,
  Lock,
  MonitorSmartphone,
  ShieldCheck,
  UserRound,
  Users,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Role } from '@/features/session/use-role';

export interface SettingsSection {
  /** The end of its address: `/settings/<id>`. */
  id: string;
  label: string;
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  /** The least role that sees anything there. */
  role: Role;
}

export interface SectionGroup {
  label: string;
  sections: readonly SettingsSection[];
}

export const sectionGroups: readonly SectionGroup[] = [
  {
    label: 'You',
    sections: [
      { id: 'profile', label: 'Profile', icon: UserRound, role: 'viewer' },
      { id: 'sessions', label: 'Sessions', icon: MonitorSmartphone, role: 'viewer' },
      { id: 'api-keys', label: 'API keys', icon: KeyRound, role: 'viewer' },
      { id: 'saved-views', label: 'Saved views', icon: Bookmark, role: 'viewer' },
    ],
  },
  {
    label: 'Webhooks',
    sections: [
      { id: 'secrets', label: 'Secrets', icon: Lock, role: 'viewer' },
      { id: 'signing-secrets', label: 'Signing secrets', icon: Fingerprint, role: 'viewer' },
      { id: 'alert-channels', label: 'Alert channels', icon: BellRing, role: 'viewer' },
      { id: 'outbound', label: 'Outbound policy', icon: ShieldCheck, role: 'admin' },
    ],
  },
  {
    label: 'Installation',
    sections: [
      { id: 'users', label: 'Users and roles', icon: Users, role: 'admin' },
      { id: 'blackouts', label: 'Blackout windows', icon: CalendarOff, role: 'viewer' },
      { id: 'retention', label: 'Retention and clean-up', icon: CalendarX, role: 'admin' },
      { id: 'audit', label: 'Audit log', icon: FileClock, role: 'admin' },
      { id: 'import-export', label: 'Import and export', icon: ArrowDownUp, role: 'viewer' },
    ],
  },
];
