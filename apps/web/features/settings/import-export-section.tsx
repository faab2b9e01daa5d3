'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Card } from '@/ui/card';
import { Field, Input } from '@/ui/field';
import { BatchCreate } from './batch-create';
import { CrontabImport } from './crontab-import';
import { SettingsSection } from './settings-section';

/** Tasks in and out, runs out. */
export function ImportExportSection() {
  return (
    <SettingsSection
      title="Import and export"
      lead="Tasks from a crontab or a list, and everything out again as CSV or JSON."
    >
      <div className="flex flex-col gap-4">
        <Exports />
        <CrontabImport />
        <BatchCreate />
      </div>
    </SettingsSection>
  );
}

const files = [
  { noun: 'tasks', sample: 'tag:billing status:ready' },
  { noun: 'runs', sample: 'status:failed created:<24h' },
] as const;

function Exports() {
  return (
    <Card title="Export" note="The oldest first, as a stream: however many there are">
      <div className="grid gap-4 lg:grid-cols-2">
        {files.map(({ noun, sample }) => (
          <ExportOf key={noun} noun={noun} sample={sample} />
        ))}
      </div>
    </Card>
  );
}

const linkShape =
  'inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong/50 bg-surface px-3 font-medium hover:bg-sunken';

function ExportOf({ noun, sample }: { noun: string; sample: string }) {
  const [filter, setFilter] = useState('');
  const query = filter.trim() === '' ? '' : `?filter=${encodeURIComponent(filter.trim())}`;
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label={`Which ${noun}`} hint="Left empty: all of them." className="min-w-48 flex-1">
        <Input
          value={filter}
          placeholder={sample}
          onChange={(event) => setFilter(event.target.value)}
          className="font-mono text-xs"
          autoComplete="off"
        />
      </Field>
      <span className="flex gap-2 pb-5">
        {(['csv', 'json'] as const).map((format) => (
          <a key={format} href={`/api/exports/${noun}.${format}${query}`} download className={linkShape}>
            <Download size={14} aria-hidden />
            {`${noun}.${format}`}
          </a>
        ))}
      </span>
    </div>
  );
}
