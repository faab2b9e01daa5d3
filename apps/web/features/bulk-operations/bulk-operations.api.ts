import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type BulkOperation = AnswerOf<'GET', '/api/bulk-operations/{id}'>;
export type BulkOperationPage = AnswerOf<'GET', '/api/bulk-operations'>;
export type NewBulkOperation = InputOf<'POST', '/api/bulk-operations'>['body'];
export type BulkAction = BulkOperation['action'];
export type BulkSubject = BulkOperation['of'];
/** Which tasks or runs: all that match, or these. Left out: tasks. */
export type BulkTarget = { of?: BulkSubject } & ({ filter: string } | { ids: string[] });
/** What `change` sets. */
export type BulkChanges = NonNullable<NewBulkOperation['changes']>;

const bulkOperationsApi = api.injectEndpoints({
  endpoints: (build) => ({
    bulkOperationPages: build.infiniteQuery<BulkOperationPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/bulk-operations',
        query: { limit: 50, cursor: pageParam ?? undefined },
      }),
      providesTags: [{ type: 'BulkOperation', id: 'LIST' }],
    }),
    bulkOperation: build.query<BulkOperation, string>({
      query: (id) => ({ method: 'GET', path: '/api/bulk-operations/{id}', params: { id } }),
      providesTags: (_result, _error, id) => [{ type: 'BulkOperation', id }],
    }),
    /** How many an operation would act on. */
    bulkCount: build.query<AnswerOf<'POST', '/api/bulk-operations/dry-run'>, NewBulkOperation>({
      query: (body) => ({ method: 'POST', path: '/api/bulk-operations/dry-run', body }),
      keepUnusedDataFor: 0,
    }),
    startBulkOperation: build.mutation<BulkOperation, NewBulkOperation>({
      query: (body) => ({ method: 'POST', path: '/api/bulk-operations', body }),
      invalidatesTags: [{ type: 'BulkOperation', id: 'LIST' }],
    }),
    cancelBulkOperation: build.mutation<BulkOperation, string>({
      query: (id) => ({ method: 'POST', path: '/api/bulk-operations/{id}/cancel', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => [
        { type: 'BulkOperation', id },
        { type: 'BulkOperation', id: 'LIST' },
      ],
    }),
  }),
});

export const {
  useBulkOperationPagesInfiniteQuery,
  useBulkOperationQuery,
  useBulkCountQuery,
  useStartBulkOperationMutation,
  useCancelBulkOperationMutation,
} = bulkOperationsApi;
