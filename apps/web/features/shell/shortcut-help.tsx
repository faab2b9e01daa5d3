'use client';

import { Dialog } from '@/ui/dialog';
import { destinations } from './navigation';
import type { Shortcuts } from './shortcuts';

/** All keys that do something on this page. */
export function ShortcutHelp({ groups, onClose }: { groups: readonly Shortcuts[]; onClose: () => void }) {
  const lines = groups.flatMap((group) =>
    Object.entries(group).map(([key, { does }]) => [key, does] as const),
  );
  return (
    <Dialog open onClose={onClose} title="Shortcuts and help" wide>
      <dl className="grid grid-cols-1 gap-x-8 gap-y-1.5 pb-4 sm:grid-cols-2">
        {[
          ...lines,
          ...destinations.map(({ key, label }) => [`g ${key}`, label] as const),
          ['Ctrl K', 'Go to, or do'] as const,
        ].map(([key, does]) => (
          <div key={key} className="flex items-center gap-3">
            <dt className="w-20 shrink-0">
              <kbd className="border-line bg-sunken rounded border px-1.5 py-0.5 font-sans text-xs">
                {key}
              </kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
