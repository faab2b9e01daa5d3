'use client';

import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { Link } from '@/ui/link';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { Menu } from '@/ui/menu';
import { notify, notifyProblem } from '@/ui/notify';
import { Switch } from '@/ui/switch';
import { ActionsHead, Cell, ColumnHead, Row, Table } from '@/ui/table';
import { RenameViewDialog } from './rename-view-dialog';
import type { SavedView } from './saved-views.api';
import { useChangeSavedViewMutation, useDeleteSavedViewMutation } from './saved-views.api';
import { hrefOf } from './use-saved-views';

type Asked = { view: SavedView; what: 'rename' | 'delete' } | null;

export function SavedViewTable({ views }: { views: readonly SavedView[] }) {
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  return (
    <>
      <Table caption="Saved views">
        <thead>
          <tr>
            <ColumnHead>Name</ColumnHead>
            <ColumnHead className="max-sm:hidden">List</ColumnHead>
            <ColumnHead className="max-lg:hidden">What it shows</ColumnHead>
            <ColumnHead className="max-md:hidden">Whose</ColumnHead>
            <ColumnHead>Shared</ColumnHead>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {views.map((view) => (
            <ViewRow key={view.id} view={view} onAsk={(what) => setAsked({ view, what })} />
          ))}
        </tbody>
      </Table>
      {asked?.what === 'rename' && <RenameViewDialog view={asked.view} onClose={close} />}
      {asked?.what === 'delete' && <DeleteDialog view={asked.view} onClose={close} />}
    </>
  );
}

function ViewRow({ view, onAsk }: { view: SavedView; onAsk: (what: 'rename' | 'delete') => void }) {
  const { may } = useRole();
  const [change, { isLoading }] = useChangeSavedViewMutation();
  const mayChange = view.isOwn || may('admin');
  const share = async (isShared: boolean): Promise<void> => {
    const { error } = await change({ id: view.id, change: { isShared } });
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(
      isShared
        ? `Everybody sees the view ${view.name} now.`
        : `The view ${view.name} is not shared any more.`,
    );
  };
  return (
    <Row>
      <th scope="row" className="px-3 py-2 font-medium break-words">
        <Link href={hrefOf(view)} className="underline-offset-2 hover:underline">
          {view.name}
        </Link>
        {!view.isOwn && (
          <span className="text-ink-faint block text-xs font-normal break-all md:hidden">
            {view.ownerName}
          </span>
        )}
      </th>
      <Cell className="text-ink-soft max-sm:hidden">{view.page === '/tasks' ? 'Tasks' : 'Runs'}</Cell>
      <Cell className="max-lg:hidden">
        <code className="text-ink-soft block max-w-80 truncate font-mono text-xs" title={textOf(view)}>
          {textOf(view)}
        </code>
      </Cell>
      <Cell className="text-ink-soft break-all max-md:hidden">{view.isOwn ? 'Yours' : view.ownerName}</Cell>
      <Cell>
        <Switch
          label={`Share ${view.name} with everybody`}
          checked={view.isShared}
          disabled={!mayChange || isLoading || (!view.isShared && !may('operator'))}
          onChange={(isShared) => void share(isShared)}
        />
      </Cell>
      <Cell className="text-right">
        {mayChange && (
          <Menu
            trigger={<IconButton label={`Actions for ${view.name}`} icon={<Ellipsis size={16} />} />}
            groups={[
              [
                { label: 'Rename', icon: <Pencil size={14} />, onSelect: () => onAsk('rename') },
                {
                  label: 'Delete',
                  icon: <Trash2 size={14} />,
                  danger: true,
                  onSelect: () => onAsk('delete'),
                },
              ],
            ]}
          />
        )}
      </Cell>
    </Row>
  );
}

/** The parts of the address, as they are read. */
function textOf({ query }: SavedView): string {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).join('  ');
}

function DeleteDialog({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const [remove, { isLoading }] = useDeleteSavedViewMutation();
  const confirm = async (): Promise<void> => {
    const { error } = await remove(view.id);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The view ${view.name} is deleted.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the view ${view.name}?`}
      description={
        view.isShared ? 'It goes out of everybody’s navigation.' : 'The tasks and runs that it shows stay.'
      }
      action="Delete 1 view"
      busy={isLoading}
      onConfirm={() => void confirm()}
    />
  );
}
