'use client';

import { Bookmark, Check, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import type { SavedView } from '@/features/preferences/preferences.slice';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { useAppDispatch, useAppSelector } from '@/store';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { Menu } from '@/ui/menu';
import { notify } from '@/ui/notify';

const nameLengthMax = 60;

export interface SavedViewsProps {
  /** Whose views they are: `/tasks`. */
  path: string;
  /** What the address of the page says now, without `?`. */
  query: string;
}

/** Filters and sorts of one list that somebody keeps under a name, in this browser. */
export function SavedViews({ path, query }: SavedViewsProps) {
  const views = useAppSelector((state) => state.preferences.savedViews);
  const dispatch = useAppDispatch();
  const router = useRouter();
  const [isNaming, setNaming] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const own = views.filter((view) => view.path === path);
  const keep = (next: readonly SavedView[]): void =>
    void dispatch(preferenceChanged({ savedViews: [...next] }));
  const save = (name: string): void => {
    keep([...views.filter((view) => view.path !== path || view.name !== name), { path, name, query }]);
    setNaming(false);
    notify(`The view ${name} is kept in this browser.`);
  };
  return (
    <>
      <Menu
        trigger={<Button icon={<Bookmark size={14} />}>Views</Button>}
        groups={[
          own.map((view) => ({
            label: view.name,
            icon: view.query === query ? <Check size={14} /> : null,
            onSelect: () => router.push(view.query === '' ? path : `${path}?${view.query}`),
          })),
          [
            {
              label: 'Keep this view …',
              icon: <Bookmark size={14} />,
              onSelect: () => setNaming(true),
              disabledBecause: query === '' ? 'Filter or sort first: this is the list as it begins.' : null,
            },
            ...(own.length > 0
              ? [{ label: 'Remove views …', icon: <Trash2 size={14} />, onSelect: () => setRemoving(true) }]
              : []),
          ],
        ]}
      />
      {isNaming && <NameDialog onClose={() => setNaming(false)} onSave={save} />}
      <Dialog open={isRemoving} onClose={() => setRemoving(false)} title="Remove views">
        <ul className="flex flex-col gap-1 pb-3">
          {own.map((view) => (
            <li key={view.name} className="flex items-center justify-between gap-3">
              <span className="truncate">{view.name}</span>
              <Button look="quiet" onClick={() => keep(views.filter((each) => each !== view))}>
                Remove
                <span className="sr-only"> {view.name}</span>
              </Button>
            </li>
          ))}
          {own.length === 0 && <li className="text-ink-soft">None is kept.</li>}
        </ul>
      </Dialog>
    </>
  );
}

function NameDialog({ onClose, onSave }: { onClose: () => void; onSave: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <FormDialog
      onClose={onClose}
      title="Keep this view"
      description="Its filter and its order, in this browser. To share it, copy the link of the page."
      action="Keep the view"
      incomplete={name.trim() === ''}
      onSubmit={() => onSave(name.trim())}
    >
      <Field label="Name" hint="One of the same name is replaced.">
        <Input
          value={name}
          maxLength={nameLengthMax}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
