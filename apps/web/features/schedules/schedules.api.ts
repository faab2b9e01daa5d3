import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type SchedulePreview = AnswerOf<'POST', '/api/schedules/preview'>;
export type PreviewInput = InputOf<'POST', '/api/schedules/preview'>['body'];

const schedulesApi = api.injectEndpoints({
  endpoints: (build) => ({
    // What it answers holds for as long as it is looked at; the first instants pass.
    schedulePreview: build.query<SchedulePreview, PreviewInput>({
      query: (body) => ({ method: 'POST', path: '/api/schedules/preview', body }),
      providesTags: ['Blackout'],
      keepUnusedDataFor: 5,
    }),
  }),
});

export const { useSchedulePreviewQuery } = schedulesApi;
