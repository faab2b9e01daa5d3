import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type Calendar = AnswerOf<'GET', '/api/calendar'>;
export type Occurrence = Calendar['occurrences'][number];
export type Series = Calendar['series'][number];
export type CalendarQuery = NonNullable<InputOf<'GET', '/api/calendar'>['query']>;

const calendarApi = api.injectEndpoints({
  endpoints: (build) => ({
    calendar: build.query<Calendar, CalendarQuery>({
      query: (query) => ({ method: 'GET', path: '/api/calendar', query }),
      // Not the list of tasks: it would be computed anew with every run of any of them.
      providesTags: ['Blackout', { type: 'Task', id: 'CALENDAR' }],
    }),
  }),
});

export const { useCalendarQuery } = calendarApi;
/** After a schedule was changed here. */
export const calendarChanged = () => api.util.invalidateTags([{ type: 'Task', id: 'CALENDAR' }]);
