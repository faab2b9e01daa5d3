import { ImportExportSection } from '@/features/settings/import-export-section';

export default function ImportExportSettingsPage() {
  return <ImportExportSection />;
}
