import { readFileSync } from 'node:fs';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layerConfigs } from './eslint.layer-rules.mjs';
import { specConfigs } from './eslint.specs.mjs';

/** What scripts find in Node, and in Jest. */
const nodeGlobals = ['console', 'process', 'require', 'module', 'jest', 'setTimeout', 'URL', '__dirname'];

/** `npm run house` measures by the same numbers. */
const limits = JSON.parse(readFileSync(new URL('tools/src/house/style-limits.json', import.meta.url), 'utf8'));

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.nx/', 'tools/testdata/']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'max-depth': ['error', 2],
      'max-lines': ['warn', { max: limits.fileLines }],
      'max-lines-per-function': ['error', { max: limits.functionLines }],
    },
  },
  // Rows of data, which grow.
  {
    files: ['packages/domain/src/sovereign/provider.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // ts-morph declares its nodes as classes with private constructors, and tells them apart by guards of its own.
    files: ['packages/workspace/src/edit/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  { files: ['**/*.test.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.{mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      parserOptions: { project: false },
      globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off', '@typescript-eslint/no-dynamic-delete': 'off' },
  },
  ...layerConfigs,
  ...specConfigs,
);
