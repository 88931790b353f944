import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layerConfigs } from './eslint.layer-rules.mjs';
import { specConfigs } from './eslint.specs.mjs';

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.nx/', '**/*.cjs', '**/*.mjs']),
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
      'max-lines': ['warn', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40 }],
    },
  },
  // The catalogue is rows of data, and grows by them.
  {
    files: ['packages/bootstrap-kit/src/slots.ts', 'packages/domain/src/sovereign/provider.ts'],
    rules: { 'max-lines': 'off' },
  },
  { files: ['**/*.test.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  ...layerConfigs,
  ...specConfigs,
);
