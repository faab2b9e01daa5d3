import { describe } from '@jest/globals';
import BulkOperationsPage from '@/app/(console)/bulk-operations/page';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import { BulkOperationView } from './bulk-operation-view';
import type { BulkOperation } from './bulk-operations.api';

const operation: BulkOperation = {
  ...{ id: '0193b6a0-0000-7000-8000-000000000001', of: 'tasks', action: 'pause', filter: 'tag:eu' },
  ...{ failures: null, changes: null, note: 'For the move', cancelRuns: false, total: 9, done: 7, failed: 1 },
  errors: [
    { taskId: '0193b6a0-0000-7000-8000-000000000002', code: 'task.archived', message: 'It is archived.' },
  ],
  ...{ bulkStatus: 'completed', createdBy: 'ada@example.com', createdAt: '2026-11-23T10:00:00.000Z' },
  finishedAt: '2026-11-23T10:00:01.000Z',
};
const running: BulkOperation = { ...operation, bulkStatus: 'running', errors: [], finishedAt: null };

describe('the list of bulk operations', () => {
  testDrawnStates({
    of: ['GET', '/api/bulk-operations'],
    draw: (answer) => renderPage(<BulkOperationsPage />, { path: '/bulk-operations', handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'No bulk operation yet'],
    filled: [{ items: [running, { ...operation, id: 'b', filter: null }], nextCursor: null }, 'tag:eu'],
  });
});

describe('the page of a bulk operation', () => {
  testDrawnStates({
    of: ['GET', '/api/bulk-operations/{id}'],
    draw: (answer) => renderPage(<BulkOperationView id={operation.id} />, { handlers: [answer] }),
    empty: [running, 'Nothing was refused so far'],
    filled: [operation, 'It is archived.'],
  });
});
