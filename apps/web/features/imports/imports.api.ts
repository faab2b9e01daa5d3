import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type ImportedTask = AnswerOf<'POST', '/api/imports/curl'>;
export type CrontabDrafts = AnswerOf<'POST', '/api/imports/crontab'>;

const importsApi = api.injectEndpoints({
  endpoints: (build) => ({
    importCurl: build.mutation<ImportedTask, InputOf<'POST', '/api/imports/curl'>['body']>({
      query: (body) => ({ method: 'POST', path: '/api/imports/curl', body }),
    }),
    importCrontab: build.mutation<CrontabDrafts, InputOf<'POST', '/api/imports/crontab'>['body']>({
      query: (body) => ({ method: 'POST', path: '/api/imports/crontab', body }),
    }),
  }),
});

export const { useImportCurlMutation, useImportCrontabMutation } = importsApi;
