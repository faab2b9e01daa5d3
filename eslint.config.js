import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.carillon/',
      '**/.next/',
      '**/next-env.d.ts',
      'coverage/',
      'packages/client/src/generated/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', setTimeout: 'readonly' } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // The environment has one reader, so that a value's origin can be told (packages/config/src/load.ts).
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read it in packages/config and hand it on.' },
        {
          object: 'URL',
          property: 'canParse',
          message: 'Use parseUrl: in Node 20 it refuses Latin-1 once hot.',
        },
      ],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  {
    files: ['apps/web/**/*.tsx', 'apps/web/{app,api,features,ui}/**/*.ts'],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat.recommended],
    rules: {
      // Event handlers of React take what a promise resolves to and drop it; a rejected one is a problem in the store.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // A page of the browser knows the API's client and nothing else of ours: the rest would pull in a server.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^@carillon/(?!client$)', message: 'Ask the API; a browser runs no server code.' },
          ],
          paths: [{ name: 'next/link', message: 'Use ui/link.tsx, which fetches only what is pointed at.' }],
        },
      ],
      // The first field of a page that is nothing but a form.
      'jsx-a11y/no-autofocus': 'off',
      // What scrolls must be reached by the keyboard.
      'jsx-a11y/no-noninteractive-tabindex': 'off',
      // What only the browser knows (its storage, its address, a socket) is read after the first render, or it would
      // differ from the server's.
      'react-hooks/set-state-in-effect': 'off',
      // Components are markup; a long one is split where a part has a name.
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  // A parameter of a route is a part of its request, named by the decorator before it.
  { files: ['apps/api/src/**/*.controller.ts'], rules: { 'max-params': 'off' } },
  {
    files: ['apps/api/src/**/*.ts'],
    ignores: [
      'apps/api/src/audit/**',
      // Nobody is known yet: these write entries of their own.
      'apps/api/src/{auth,oidc}/**',
      // What follows from a change.
      'apps/api/src/runs/run-dispatch.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@carillon/db',
              importNames: ['inTransaction'],
              message: 'Use inChange (audit/change.ts), so that the audit log tells of it.',
            },
          ],
        },
      ],
    },
  },
  { files: ['packages/config/src/load.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: [
      '**/*.test.{ts,tsx}',
      '**/testing/**',
      'tests/**',
      'bench/**',
      'examples/**',
      'packages/testkit/**',
    ],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-properties': 'off',
      // Tests never reach a browser.
      'no-restricted-imports': 'off',
      // supertest and JSON bodies are untyped; a test asserts their shape anyway.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
