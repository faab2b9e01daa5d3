import { SavedViewsSection } from '@/features/saved-views/saved-views-section';

export default function SavedViewsSettingsPage() {
  return <SavedViewsSection />;
}
