import { z } from 'zod';
import {
  alertVariables,
  apiVariables,
  catchUpVariables,
  dataVariables,
  dummyWebhookVariables,
  eventsVariables,
  listenerVariables,
  logVariables,
  metricsVariables,
  optionalDatabaseVariables,
  outboundVariables,
  publisherVariables,
  queueVariables,
  signInVariables,
  upVariables,
  webVariables,
  workerVariables,
} from './variables.js';

const groups = {
  'Where the data lives': { ...optionalDatabaseVariables, ...queueVariables, ...dataVariables },
  API: apiVariables,
  Dashboard: webVariables,
  'Who may come in': signInVariables,
  'Publisher and API': catchUpVariables,
  'API, publisher and listener': eventsVariables,
  'Publisher and listener': workerVariables,
  Publisher: { ...publisherVariables, ...alertVariables },
  Listener: listenerVariables,
  'What webhooks may reach': outboundVariables,
  'Dummy webhook': dummyWebhookVariables,
  'carillon up': upVariables,
  'Logs and metrics': { ...logVariables, ...metricsVariables },
};

/** The text of `.env.example`: every variable with its meaning and its default, commented out. */
export function environmentExample(): string {
  const sections = Object.entries(groups).map(([title, variables]) => {
    const lines = Object.entries<z.ZodType>(variables).map(([name, schema]) => {
      const fallback = schema.safeParse(undefined).data as string | number | null | undefined;
      return `# ${describe(schema)}\n#${name}=${fallback ?? ''}\n`;
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
