import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type Summary = AnswerOf<'GET', '/api/statistics/summary'>;
export type Timeseries = AnswerOf<'GET', '/api/statistics/timeseries'>;
export type Histogram = AnswerOf<'GET', '/api/statistics/histogram'>;
export type SummaryQuery = NonNullable<InputOf<'GET', '/api/statistics/summary'>['query']>;
export type TimeseriesQuery = NonNullable<InputOf<'GET', '/api/statistics/timeseries'>['query']>;
export type HistogramQuery = NonNullable<InputOf<'GET', '/api/statistics/histogram'>['query']>;

const statisticsApi = api.injectEndpoints({
  endpoints: (build) => ({
    summary: build.query<Summary, SummaryQuery>({
      query: (query) => ({ method: 'GET', path: '/api/statistics/summary', query }),
      providesTags: ['Statistics'],
    }),
    timeseries: build.query<Timeseries, TimeseriesQuery>({
      query: (query) => ({ method: 'GET', path: '/api/statistics/timeseries', query }),
      providesTags: ['Statistics'],
    }),
    histogram: build.query<Histogram, HistogramQuery>({
      query: (query) => ({ method: 'GET', path: '/api/statistics/histogram', query }),
      providesTags: ['Statistics'],
    }),
  }),
});

export const { useSummaryQuery, useTimeseriesQuery, useHistogramQuery } = statisticsApi;
