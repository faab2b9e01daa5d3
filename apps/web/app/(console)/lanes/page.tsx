import { LanesPage } from '@/features/lanes/lanes-page';

export default function LanesRoute() {
  return <LanesPage />;
}
