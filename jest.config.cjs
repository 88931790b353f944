const { availableParallelism } = require('node:os');

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

// Published as ES modules alone, which jest cannot require: these are transformed like our own files.
const esmOnly = [
  '@marcbachmann',
  '@octokit',
  'universal-user-agent',
  'before-after-hook',
  'json-with-bigint',
  'universal-github-app-jwt',
  'p-limit',
  'yocto-queue',
  'yocto-spinner',
  'yoctocolors',
];

const shared = {
  rootDir: __dirname,
  roots: ['<rootDir>/packages', '<rootDir>/generators', '<rootDir>/tools'],
  transform: { '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};

/** Tests in which no program, server or network is needed, nor to be had: `jest --selectProjects unit`. */
const unit = {
  ...shared,
  displayName: 'unit',
  testEnvironment: '<rootDir>/tools/unit-environment.cjs',
  testEnvironmentOptions: { cpuSeconds: 5 },
  testMatch: ['**/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.real\\.test\\.ts$'],
};

/** Tests that start real programs (git, helm, Nx, npm, a browser) or servers. */
const real = {
  ...shared,
  displayName: 'real',
  testEnvironment: '<rootDir>/tools/real-environment.cjs',
  testMatch: ['**/src/**/*.real.test.ts'],
  globalSetup: '<rootDir>/tools/begin-run.cjs',
  globalTeardown: '<rootDir>/tools/run-folder.cjs',
  setupFilesAfterEnv: ['<rootDir>/tools/real-time-out.cjs'],
};

module.exports = {
  testTimeout: 10_000,
  // Tests wait: for GitHub's pace, npm, a program's end. Two workers a core keep the cores busy meanwhile.
  maxWorkers: 2 * availableParallelism(),
  testSequencer: '<rootDir>/tools/long-tests-first.cjs',
  reporters: ['default', '<rootDir>/tools/report-tests.cjs'],
  projects: [unit, real],
};
