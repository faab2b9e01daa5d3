import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { GraphQLSchema, isObjectType, parse, validate } from 'graphql';
import { accessOf } from './access.js';
import { createSchema } from './schema.js';

const schema = createSchema();
const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
const fieldsOf = (type: (typeof roots)[number]) => Object.values(type.getFields());

test('every operation of the contract is there', () => {
  const [queries, mutations, subscriptions] = roots.map((type) => fieldsOf(type).map(({ name }) => name));
  expect(queries).toEqual(['queueStatus', 'run', 'runs', 'statistics', 'task', 'tasks']);
  expect(mutations).toEqual([
    'cancelTask',
    'cleanupOld',
    'createTask',
    'createTaskBatch',
    'deleteTask',
    'pauseTask',
    'resumeTask',
    'retryTask',
    'runTask',
    'timeoutStale',
    'updateTask',
  ]);
  expect(subscriptions).toEqual(['queueUpdated', 'runUpdated']);
});

test('every field of a root, and every type, says who may have it', () => {
  const fields = roots.flatMap((type) =>
    fieldsOf(type).map((field) => ({ name: field.name, access: accessOf(field) })),
  );
  expect(fields.filter(({ access }) => access === undefined)).toEqual([]);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !roots.includes(type) && !type.name.startsWith('__'),
  );
  expect(types.length).toBeGreaterThan(10);
  expect(types.filter((type) => accessOf(type) === undefined)).toEqual([]);
});

test('nothing that a viewer may do changes anything', () => {
  const roles = new Set(fieldsOf(roots[1]!).map((field) => accessOf(field)!.role));
  expect([...roles].sort()).toEqual(['admin', 'operator']);
});

test('all of it is made with the one graphql module that its CommonJS parts load too', () => {
  const required = createRequire(import.meta.url)('graphql') as { GraphQLSchema: typeof GraphQLSchema };
  expect(required.GraphQLSchema).toBe(GraphQLSchema);
  expect(schema).toBeInstanceOf(required.GraphQLSchema);
  expect(validate(schema, parse('{ task(id: 1) { id } }'))).toEqual([]);
});
