export { startEmbeddedPostgres } from './server.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './server.js';
