import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type AuditPage = AnswerOf<'GET', '/api/audit'>;
export type AuditEntry = AuditPage['items'][number];
export type AuditQuery = NonNullable<InputOf<'GET', '/api/audit'>['query']>;

const auditApi = api.injectEndpoints({
  endpoints: (build) => ({
    auditPages: build.infiniteQuery<AuditPage, AuditQuery, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ queryArg, pageParam }) => ({
        method: 'GET',
        path: '/api/audit',
        query: { ...queryArg, cursor: pageParam ?? undefined },
      }),
      providesTags: ['Audit'],
    }),
  }),
});

export const { useAuditPagesInfiniteQuery } = auditApi;
