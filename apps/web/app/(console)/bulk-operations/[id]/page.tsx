import { BulkOperationView } from '@/features/bulk-operations/bulk-operation-view';

export default async function BulkOperationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <BulkOperationView id={id} />;
}
