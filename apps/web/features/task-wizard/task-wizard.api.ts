import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type TestRequest = InputOf<'POST', '/api/tasks/test-request'>['body'];
export type TestResult = AnswerOf<'POST', '/api/tasks/test-request'>;

export type TargetCheckInput = InputOf<'POST', '/api/tasks/target-check'>['body'];
export type TargetCheckResult = AnswerOf<'POST', '/api/tasks/target-check'>;

/** What the fields of a task choose from; so many of each are offered, and any other can be written. */
const query = { limit: 100 };

const taskWizardApi = api.injectEndpoints({
  endpoints: (build) => ({
    testRequest: build.mutation<TestResult, TestRequest>({
      query: (body) => ({ method: 'POST', path: '/api/tasks/test-request', body }),
    }),
    checkTarget: build.mutation<TargetCheckResult, TargetCheckInput>({
      query: (body) => ({ method: 'POST', path: '/api/tasks/target-check', body }),
    }),
    laneChoices: build.query<AnswerOf<'GET', '/api/lanes'>, void>({
      query: () => ({ method: 'GET', path: '/api/lanes', query }),
      providesTags: ['Lane'],
    }),
    secretChoices: build.query<AnswerOf<'GET', '/api/secrets'>, void>({
      query: () => ({ method: 'GET', path: '/api/secrets', query }),
      providesTags: ['Secret'],
    }),
    signingSecretChoices: build.query<AnswerOf<'GET', '/api/signing-secrets'>, void>({
      query: () => ({ method: 'GET', path: '/api/signing-secrets', query }),
      providesTags: ['SigningSecret'],
    }),
    namesakes: build.query<AnswerOf<'GET', '/api/tasks'>, string>({
      query: (name) => ({ method: 'GET', path: '/api/tasks', query: { search: name, limit: 20 } }),
      keepUnusedDataFor: 5,
    }),
  }),
});

export const {
  useTestRequestMutation,
  useCheckTargetMutation,
  useLaneChoicesQuery,
  useSecretChoicesQuery,
  useSigningSecretChoicesQuery,
  useNamesakesQuery,
} = taskWizardApi;
