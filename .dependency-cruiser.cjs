/** Who may import whom. Every rule is an error, and says what would be lost without it. */

/** Files that never run in production: they may reach for real servers, far ends and other rooms' test doors. */
const testFiles = '\\.test\\.ts$|/testing/|^tests/|^bench/|^packages/testkit/';

/** The rooms between the domain and the apps. A new one is added here. */
const rooms = 'config|db|queue|events|delivery|secrets|telemetry|processes|embedded-postgres|receiver|client';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-knows-nobody',
      comment:
        'The rules of tasks, runs and schedules can be tested with values alone while they need no room of ours.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: testFiles },
      to: { path: '^(packages/(?!domain/)|apps/)' },
    },
    {
      name: 'domain-does-no-input-or-output',
      comment:
        'A rule that reads a file, a socket or the environment answers differently tomorrow. Its caller hands the values in. A digest from crypto is let through: it answers the same forever.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: testFiles },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'rooms-do-not-know-each-other',
      comment:
        'A room can be read, tested and replaced alone while it knows the domain and nothing else of ours. An app hands one room to another as an argument; a test of two rooms belongs to the app that joins them.',
      severity: 'error',
      from: { path: `^packages/(${rooms})/` },
      to: { path: '^packages/', pathNot: '^packages/($1|domain|testkit)/' },
    },
    {
      name: 'testkit-stands-alone',
      comment:
        'It is imported by the tests of every room; if it imported a room, that room’s tests would import themselves.',
      severity: 'error',
      from: { path: '^packages/testkit/' },
      to: { path: '^packages/(?!testkit/)' },
    },
    {
      name: 'every-package-has-a-layer',
      comment: 'A package that no rule names is bound by none. Name a new one in `rooms` above.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/(domain|testkit|${rooms})/` },
      to: {},
    },
    {
      name: 'packages-do-not-import-apps',
      comment: 'Imports point down only: what an app needs from a package, the app hands in.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-import-apps',
      comment: 'Apps are deployed, scaled and restarted alone. What two of them need is a package.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'whole-processes-are-tested-from-outside',
      comment:
        'Smoke tests and benchmarks start the programs that users start; an import would skip what they are for.',
      severity: 'error',
      from: { path: '^(tests|bench)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'test-doors-open-for-tests-only',
      comment: 'testkit and the `testing` doors kill servers, drop databases and read the environment.',
      severity: 'error',
      from: { pathNot: testFiles },
      to: { path: '^packages/testkit/|/testing/', pathNot: 'node_modules' },
    },
    {
      name: 'packages-are-entered-through-their-doors',
      comment:
        'What is behind `src/index.ts` (and `src/testing/index.ts`, for tests) may be renamed or removed without asking anybody.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/|^(tests|bench)/' },
      to: { path: '^packages/[^/]+/', pathNot: '^packages/$2/|^packages/[^/]+/src/(testing/)?index\\.ts$' },
    },
    {
      name: 'only-queue-knows-bullmq',
      comment:
        'The queue is a hint and replaceable (Redis or PostgreSQL). Whoever else knew BullMQ would begin to trust it. apps/api may inject the queue that packages/queue hands it, through @nestjs/bullmq; the benchmark measures plain BullMQ as a peer.',
      severity: 'error',
      from: { pathNot: '^(packages/queue/|bench/(src|dist)/(peers|systems)/bullmq-as-specified\\.[jt]s$)' },
      to: { path: '(^|/)node_modules/bullmq/' },
    },
    {
      name: 'only-the-api-injects-the-queue',
      comment: 'See only-queue-knows-bullmq.',
      severity: 'error',
      from: { pathNot: '^(packages/queue|apps/api)/' },
      to: { path: '(^|/)node_modules/@nestjs/bullmq/' },
    },
    {
      name: 'only-db-speaks-sql',
      comment:
        'All SQL in one room, or no index can be judged by its queries. queue, events and embedded-postgres open connections of their own for BullMQ’s schema, for LISTEN and NOTIFY, and for the server they start.',
      severity: 'error',
      from: { pathNot: `^packages/(db|queue|events|embedded-postgres)/|${testFiles}` },
      to: { path: '(^|/)node_modules/(pg|@types/pg|sql-template-tag)/' },
    },
    {
      name: 'only-queue-and-events-know-redis',
      comment:
        'Redis is optional: whatever else needed it would not run without it. The rate limits count in memory without it.',
      severity: 'error',
      from: { pathNot: `^packages/(queue|events)/|^apps/api/src/http/rate-limits\\.ts$|${testFiles}` },
      to: { path: '(^|/)node_modules/(redis|@redis/[^/]+)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other can only be understood, moved and loaded together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'It fails when it runs.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that is not in the importer’s own package.json is missing after `pnpm deploy`.',
      severity: 'error',
      from: {},
      // Jest is the whole project's, declared at the root.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@jest/globals/' },
    },
    {
      name: 'no-development-packages-in-production',
      comment: 'Images are installed without devDependencies. Types are gone by then and may be there.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: testFiles },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        // GraphiQL is loaded in development alone, which images are not for.
        pathNot: ['node_modules/@types/', 'node_modules/@graphql-yoga/render-graphiql/'],
      },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports and that imports nothing is dead, or missing from its door.',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.test\\.ts$|/src/main\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // An import of types alone is a dependency all the same: it says who knows whom.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // `source` opens a workspace package's source, as in Jest.
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
