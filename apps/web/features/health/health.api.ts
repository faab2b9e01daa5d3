import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

export type HealthDetail = AnswerOf<'GET', '/api/health/detail'>;

const healthApi = api.injectEndpoints({
  endpoints: (build) => ({
    healthDetail: build.query<HealthDetail, void>({
      query: () => ({ method: 'GET', path: '/api/health/detail' }),
      providesTags: ['Health'],
    }),
  }),
});

export const { useHealthDetailQuery } = healthApi;
