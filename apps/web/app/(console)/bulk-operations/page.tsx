import { BulkOperationList } from '@/features/bulk-operations/bulk-operation-list';
import { Page } from '@/ui/page';

export default function BulkOperationsPage() {
  return (
    <Page title="Bulk operations" trail={[{ label: 'Tasks', href: '/tasks' }]}>
      <BulkOperationList />
    </Page>
  );
}
