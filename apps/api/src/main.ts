import 'reflect-metadata';
import { runApi } from './run-api.js';

await runApi({ dev: process.argv.includes('--dev') });
