/** Native ES modules: run through `npm test`, which sets the flag that Jest needs and starts the services. */
const everywhere = {
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.next/'],
  modulePathIgnorePatterns: ['/dist/', '/\\.next/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
};

const node = {
  ...everywhere,
  displayName: 'node',
  testMatch: ['<rootDir>/{apps,packages,tests,bench,examples}/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^@/(.*)$': '<rootDir>/apps/web/$1' },
  // The condition that opens a package's source instead of its dist.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
};

/** What the dashboard shows, in a document without a browser. */
const components = {
  ...everywhere,
  displayName: 'components',
  testMatch: ['<rootDir>/apps/web/**/*.test.tsx'],
  testEnvironment: '<rootDir>/apps/web/node_modules/jest-fixed-jsdom',
  setupFilesAfterEnv: ['<rootDir>/apps/web/testing/set-up.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@/(.*)$': '<rootDir>/apps/web/$1',
    '^next/link$': '<rootDir>/apps/web/testing/next/link.ts',
    // This environment knows no condition of ours.
    '^@carillon/client$': '<rootDir>/packages/client/src/index.ts',
  },
};

export default {
  projects: [node, components],
  testTimeout: 60_000,
  // Most of the suite waits for time to pass or for other processes, not for the processor.
  maxWorkers: 2,
  // What a file has loaded as an ES module is never given back: a worker that is kept collects garbage most of the time.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/tests/longest-first.js',
};
