/** Which tasks are acted on, where they were not ticked one by one. */
export function WhichTasks({ filter }: { filter: string | null }) {
  if (filter === null) return null;
  return (
    <p className="text-ink-soft">
      {filter === '' ? 'These are all tasks that there are.' : 'All tasks that match '}
      {filter !== '' && <code className="font-mono text-xs break-all">{filter}</code>}
    </p>
  );
}
