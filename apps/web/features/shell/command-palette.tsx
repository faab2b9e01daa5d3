'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { useRole } from '@/features/session/use-role';
import { destinations } from './navigation';
import { usePageCommands } from './shortcuts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ctrl K: goes anywhere, does anything, opens what has an id. */
export function CommandPalette({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const [text, setText] = useState('');
  const router = useRouter();
  const { setTheme } = useTheme();
  const { may } = useRole();
  const commands = usePageCommands();
  const change = (isWanted: boolean): void => {
    setText('');
    onOpenChange(isWanted);
  };
  const run = (action: () => void) => () => {
    change(false);
    action();
  };
  const item =
    'flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent';
  const words = text.trim();
  return (
    <Command.Dialog
      open={isOpen}
      onOpenChange={change}
      label="Go to, or do"
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="border-line bg-surface shadow-float fixed top-[15vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 overflow-hidden rounded-xl border"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="A page, an action, an id, or words of a task’s name"
        className="border-line h-11 w-full border-b bg-transparent px-4 outline-none"
      />
      <Command.List className="max-h-80 overflow-y-auto p-2">
        <Command.Empty className="text-ink-soft p-4 text-center">Nothing of that name.</Command.Empty>
        {uuid.test(words) && (
          <Command.Group heading="By id" forceMount>
            <Command.Item forceMount className={item} onSelect={run(() => router.push(`/tasks/${words}`))}>
              Task {words}
            </Command.Item>
            <Command.Item forceMount className={item} onSelect={run(() => router.push(`/runs/${words}`))}>
              Run {words}
            </Command.Item>
          </Command.Group>
        )}
        {words !== '' && !uuid.test(words) && (
          <Command.Item
            forceMount
            value={`search ${words}`}
            className={item}
            onSelect={run(() => router.push(`/tasks?search=${encodeURIComponent(words)}`))}
          >
            Tasks named “{words}”
          </Command.Item>
        )}
        <Command.Group heading="Go to" className="text-ink-faint text-xs [&_[cmdk-item]]:text-sm">
          {destinations.map(({ href, label, icon: Icon }) => (
            <Command.Item key={href} value={label} className={item} onSelect={run(() => router.push(href))}>
              <Icon size={15} aria-hidden />
              {label}
            </Command.Item>
          ))}
        </Command.Group>
        {commands.length > 0 && (
          <Command.Group heading="On this page" className="text-ink-faint text-xs [&_[cmdk-item]]:text-sm">
            {commands.map(({ key, does, run: act }) => (
              <Command.Item key={key} value={`${does} ${key}`} className={item} onSelect={run(act)}>
                {does}
                <kbd className="bg-sunken ml-auto rounded px-1.5 font-sans text-xs">{key}</kbd>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        <Command.Group heading="Do" className="text-ink-faint text-xs [&_[cmdk-item]]:text-sm">
          {may('operator') && (
            <Command.Item className={item} onSelect={run(() => router.push('/tasks/new'))}>
              New task
            </Command.Item>
          )}
          {(['light', 'dark', 'system'] as const).map((theme) => (
            <Command.Item key={theme} className={item} onSelect={run(() => setTheme(theme))}>
              Theme: {theme}
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
