/** Writes `docs/openapi.json`, the document that the API serves, and from it the types of packages/client. */
import openapiTypescript, { astToString } from 'openapi-typescript';
import { readOpenApi } from '../apps/api/dist/http/openapi-document.js';
import { writeOrCheck } from './generated-file.mjs';

const document = await readOpenApi();
const text = JSON.stringify(document, null, 2);
const types = astToString(await openapiTypescript(text, { defaultNonNullable: false }));

const takesIdempotencyKey = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([, { parameters }]) => parameters?.some(({ name }) => name === 'Idempotency-Key'))
    .map(([method]) => `${method.toUpperCase()} ${path}`),
);

await writeOrCheck('docs/openapi.json', `${text}\n`);
await writeOrCheck(
  'packages/client/src/generated/api.ts',
  `// Generated: \`npm run verify -- --fix\` writes it anew.

${types}
/** The operations that a client may repeat under one Idempotency-Key. */
export const takesIdempotencyKey: ReadonlySet<string> = new Set(${JSON.stringify(takesIdempotencyKey, null, 4)});
`,
);
