import {
  Activity,
  CalendarDays,
  HeartPulse,
  Inbox,
  LayoutDashboard,
  ListChecks,
  Play,
  Settings,
  Split,
  TriangleAlert,
} from 'lucide-react';
import type { ComponentType } from 'react';

export interface Destination {
  href: string;
  label: string;
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  /** The letter after `g`. */
  key: string;
  /** In the bar at the bottom of small screens; the others are behind "More". */
  isMain?: boolean;
}

export const destinations: readonly Destination[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, key: 'o', isMain: true },
  { href: '/tasks', label: 'Tasks', icon: ListChecks, key: 't', isMain: true },
  { href: '/runs', label: 'Runs', icon: Play, key: 'r', isMain: true },
  { href: '/attention', label: 'Needs attention', icon: TriangleAlert, key: 'n' },
  { href: '/lanes', label: 'Lanes', icon: Split, key: 'l' },
  { href: '/activity', label: 'Activity', icon: Activity, key: 'a' },
  { href: '/inspector', label: 'Inspector', icon: Inbox, key: 'w' },
  { href: '/calendar', label: 'Calendar', icon: CalendarDays, key: 'c' },
  { href: '/settings', label: 'Settings', icon: Settings, key: 's' },
  { href: '/health', label: 'Health', icon: HeartPulse, key: 'h' },
];

/** Whether a page lies under a destination. */
export function isAt(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
