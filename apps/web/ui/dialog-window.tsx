'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { IconButton } from './button';
import { classNames } from './class-names';
import type { DialogProps } from './dialog';

/** What Dialog shows: it takes the focus, gives it back, and closes with Escape. */
export function DialogWindow({
  open,
  onClose,
  title,
  description,
  footer,
  side = false,
  wide = false,
  children,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Base.Popup
          className={classNames(
            'border-line bg-surface shadow-float fixed z-50 flex flex-col border',
            side
              ? 'inset-y-0 right-0 w-full max-w-xl border-y-0'
              : 'top-1/2 left-1/2 max-h-[90dvh] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-xl',
            !side && (wide ? 'max-w-3xl' : 'max-w-lg'),
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-base font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="text-ink-soft mt-1">{description}</Base.Description>
              )}
            </div>
            <IconButton label="Close" icon={<X size={16} />} onClick={onClose} />
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-5 py-2">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">{footer}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
