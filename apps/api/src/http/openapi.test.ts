import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

interface Operation {
  operationId: string;
  parameters?: { name: string }[];
  responses: Record<string, unknown>;
}

/** Changed by what it is asked, wherever it stands: a run moves as its state allows, the receiver remembers nothing, one’s name is one’s own. */
const unversioned = [
  'reportRunReport',
  'reportRunReportByPatch',
  'pinInspectorRequest',
  'changeInspectorSettings',
  'renameSessionCaller',
];

describeApi('the OpenAPI document', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  test('is version 3.1, names every operation once and resolves every reference', async () => {
    const { body } = await api.request.get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const operations: Operation[] = Object.values(
      body.paths as Record<string, Record<string, Operation>>,
    ).flatMap((path) => Object.values(path));
    const ids = operations.map((operation) => operation.operationId);
    expect(ids).toEqual(
      expect.arrayContaining(['createTask', 'listTasks', 'getTask', 'runTask', 'listTaskRuns']),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
    const known = Object.keys(body.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
    expect(operations.filter((operation) => operation.responses.default === undefined)).toEqual([]);
  });

  test('describes a task’s body and answer from the schemas that check them', async () => {
    const { body } = await api.request.get('/api/openapi.json');
    const { CreateTask, Task } = body.components.schemas;
    expect(CreateTask).toMatchObject({ required: ['taskName', 'webhookUrl'], additionalProperties: false });
    expect(CreateTask.properties.maxRetry).toMatchObject({ type: 'integer', minimum: 0, maximum: 100 });
    expect(Object.keys(Task.properties)).toEqual(
      expect.arrayContaining(['nextRunAt', 'taskStatus', 'version']),
    );
    const { requestBody, responses } = body.paths['/api/tasks'].post;
    expect(requestBody.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/CreateTask',
    });
    expect(responses['201'].content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Task',
    });
  });

  test('every update takes If-Match and says that it may be refused', async () => {
    const { body } = await api.request.get('/api/openapi.json');
    const updates = Object.values(body.paths as Record<string, Record<string, Operation>>)
      .flatMap(({ put, patch }) => [put, patch])
      .filter((operation) => operation !== undefined);
    const without = updates.filter(
      ({ parameters = [], responses }) =>
        !parameters.some(({ name }) => name === 'If-Match') || responses['412'] === undefined,
    );
    expect(without.map(({ operationId }) => operationId).sort()).toEqual(unversioned.toSorted());
    expect(updates.length).toBeGreaterThan(10);
  });

  test('has a page for people', async () => {
    const page = await api.request.get('/api/docs');
    expect([page.status, page.type]).toEqual([200, 'text/html']);
  });
});
