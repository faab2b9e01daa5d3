import {
  alertVariables,
  apiVariables,
  catchUpVariables,
  clientVariables,
  dataVariables,
  dummyWebhookVariables,
  eventsVariables,
  listenerVariables,
  logVariables,
  metricsVariables,
  oidcVariables,
  optionalDatabaseVariables,
  outboundVariables,
  publisherVariables,
  queueVariables,
  signInVariables,
  upVariables,
  webVariables,
  workerVariables,
} from './variables.js';

/** Every variable that there is, as `.env.example` groups them. */
export const variableGroups = {
  'Where the data lives': { ...optionalDatabaseVariables, ...queueVariables, ...dataVariables },
  API: apiVariables,
  Dashboard: webVariables,
  'Who may come in': signInVariables,
  'Signing in with a provider (OpenID Connect)': oidcVariables,
  'Publisher and API': catchUpVariables,
  'API, publisher and listener': eventsVariables,
  'Publisher and listener': workerVariables,
  Publisher: { ...publisherVariables, ...alertVariables },
  Listener: listenerVariables,
  'What webhooks may reach': outboundVariables,
  'Dummy webhook': dummyWebhookVariables,
  'Commands that ask the API': clientVariables,
  'carillon up': upVariables,
  'Logs and metrics': { ...logVariables, ...metricsVariables },
};

/** What may come from a file instead, whose path stands in `<NAME>_FILE`: where secrets are mounted as files. */
export const fileVariables: readonly string[] = [
  'DATABASE_URL',
  'REDIS_URL',
  'JWT_SECRET',
  'CARILLON_ADMIN_PASSWORD',
  'CARILLON_OIDC_CLIENT_SECRET',
  'CARILLON_METRICS_TOKEN',
  'CARILLON_ENCRYPTION_KEYS',
  'CARILLON_SMTP_URL',
  'CARILLON_API_KEY',
];
