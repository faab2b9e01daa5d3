'use client';

import { useState } from 'react';
import { useQueryState } from '@/features/url/use-query-state';
import { Button } from '@/ui/button';
import { Input } from '@/ui/field';

/** Narrows the calendar to a tag or a lane. */
export function CalendarScope() {
  const { get, set } = useQueryState();
  const [tag, setTag] = useState(get('tag') ?? '');
  const [lane, setLane] = useState(get('lane') ?? '');
  const isNarrowed = get('tag') !== null || get('lane') !== null;
  const clear = (): void => {
    setTag('');
    setLane('');
    set({ tag: null, lane: null });
  };
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        set({ tag: tag.trim(), lane: lane.trim() });
      }}
    >
      <Input
        data-filter-box
        aria-label="Only tasks with this tag"
        placeholder="Tag"
        value={tag}
        onChange={(event) => setTag(event.target.value)}
        className="w-36!"
      />
      <Input
        aria-label="Only tasks of this lane"
        placeholder="Lane"
        value={lane}
        onChange={(event) => setLane(event.target.value)}
        className="w-36!"
      />
      <Button type="submit">Narrow</Button>
      {isNarrowed && (
        <Button look="quiet" onClick={clear}>
          Show all
        </Button>
      )}
    </form>
  );
}
