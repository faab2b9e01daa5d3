export { ApiProblem } from './api-problem.js';
export type { Client, ClientOptions, JsonFormat } from './client.js';
export { createClient } from './client.js';
export type { components, paths } from './generated/api.js';
export type { Answer, Input, ListPath, Method, PathOf } from './operations.js';
