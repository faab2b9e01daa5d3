import { Suspense } from 'react';
import { ActivityScreen } from '@/features/activity/activity-screen';

export default function ActivityPage() {
  return (
    <Suspense>
      <ActivityScreen />
    </Suspense>
  );
}
