import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

export type HostPage = AnswerOf<'GET', '/api/hosts'>;
export type Host = HostPage['items'][number];

const hostsApi = api.injectEndpoints({
  endpoints: (build) => ({
    hosts: build.query<HostPage, void>({
      query: () => ({ method: 'GET', path: '/api/hosts', query: { limit: 100 } }),
      // A host comes and goes with the runs that are sent to it.
      providesTags: ['Host', 'Queue'],
    }),
    closeHost: build.mutation<unknown, string>({
      query: (host) => ({ method: 'POST', path: '/api/hosts/{host}/close', params: { host }, body: {} }),
      invalidatesTags: ['Host'],
    }),
  }),
});

export const { useHostsQuery, useCloseHostMutation } = hostsApi;
