export * from './factories.js';
export * from './template-database.js';
