'use client';

import { ArrowLeft, Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimeWindow } from '@/features/charts/time-window';
import { useQueryState } from '@/features/url/use-query-state';
import { Button, IconButton } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { EmptyState } from '@/ui/states';
import type { GroupKey } from './group-address';
import { groupHref } from './group-address';

/** Copies the address of a group, to be sent to somebody else. */
export function CopyGroupLink({
  group,
  window: span,
  name,
}: {
  group: GroupKey;
  window: TimeWindow;
  name: string;
}) {
  const copy = (): void =>
    void copyText(new URL(groupHref(group, span), window.location.href).href, 'The link is copied.');
  return <IconButton label={`Copy the link to ${name}`} icon={<Link2 size={14} />} onClick={copy} />;
}

/** The way back from one group to all. */
export function BackToAll({ children }: { children: string }) {
  const query = useQueryState();
  return (
    <div>
      <Button
        look="quiet"
        icon={<ArrowLeft size={14} />}
        onClick={() => query.set({ failure: null, task: null }, 'push')}
      >
        {children}
      </Button>
    </div>
  );
}

/** In place of a group that a link leads to and that the window does not have, or not any more. */
export function NoSuchGroup({ title, children }: { title: string; children: ReactNode }) {
  return <EmptyState title={title}>{children}</EmptyState>;
}
