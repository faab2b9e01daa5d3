/** Writes `docs/schema.graphql`: the GraphQL schema that the API serves, for clients and for reviews. */
import { readSdl } from '../apps/api/dist/graphql/sdl.js';
import { writeOrCheck } from './generated-file.mjs';

const head = '# Generated: `npm run verify -- --fix` writes it anew.\n\n';

await writeOrCheck('docs/schema.graphql', `${head}${readSdl()}\n`);
