import { z } from 'zod';
import { fileVariables, variableGroups } from './variable-groups.js';

/** The text of `.env.example`: every variable with its meaning and its default, commented out. */
export function environmentExample(): string {
  const sections = Object.entries(variableGroups).map(([title, variables]) => {
    const lines = Object.entries<z.ZodType>(variables).map(([name, schema]) => {
      const fallback = schema.safeParse(undefined).data as string | number | null | undefined;
      const twin = fileVariables.includes(name)
        ? `\n# Or the path of a file that holds it.\n#${name}_FILE=\n`
        : '';
      return `# ${describe(schema)}\n#${name}=${fallback ?? ''}\n${twin}`;
    });
    return `# --- ${title} ---\n\n${lines.join('\n')}`;
  });
  const head =
    '# Copy to .env and uncomment what you change; nothing here is needed for `npm start`.\n' +
    '# Variables that are already set win over this file. Every change needs a restart.\n';
  return [head, ...sections].join('\n');
}

/** A description may stand on the schema itself or on the one that a default wraps. */
function describe(schema: z.ZodType): string {
  if (schema.description !== undefined) return schema.description;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return describe(schema.unwrap() as z.ZodType);
  return '';
}
