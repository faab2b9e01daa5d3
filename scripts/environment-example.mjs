/** Writes `.env.example` from the schemas of packages/config, and insists that every variable is in it and explained. */
import { environmentExample } from '../packages/config/dist/index.js';
import * as groups from '../packages/config/dist/variables.js';
import { writeOrCheck } from './generated-file.mjs';

const example = environmentExample();
const variables = new Set(Object.values(groups).flatMap((group) => Object.keys(group)));

for (const name of variables) {
  const entry = new RegExp(`^# *(.*)\n#${name}=`, 'm').exec(example);
  if (entry === null) fail(`${name} is in no group of packages/config/src/environment-example.ts.`);
  else if (entry[1] === '') fail(`${name} has no description in packages/config/src/variables.ts.`);
}
await writeOrCheck('.env.example', example);

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
