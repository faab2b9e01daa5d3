/** Native ES modules: run through `npm test`, which sets the flag that Jest needs and starts the services. */
export default {
  testMatch: ['<rootDir>/{apps,packages,tests,bench,examples}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // The condition that opens a package's source instead of its dist.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testTimeout: 60_000,
  // Most of the suite waits for time to pass or for other processes, not for the processor.
  maxWorkers: 3,
};
