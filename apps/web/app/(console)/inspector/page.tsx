import { Suspense } from 'react';
import { InspectorScreen } from '@/features/inspector/inspector-screen';

export default function InspectorPage() {
  return (
    <Suspense>
      <InspectorScreen />
    </Suspense>
  );
}
