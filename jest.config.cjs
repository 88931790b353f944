const { readdirSync } = require('node:fs');

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

// Published as ES modules alone, which jest cannot require: these are transformed like our own files.
const esmOnly = [
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

const project = (folder) => ({
  displayName: folder.replace(/^(packages|tools)\//, ''),
  rootDir: `${__dirname}/${folder}`,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  transform: { '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
});

module.exports = {
  testTimeout: 300_000,
  // Most of the time a test waits for a program that it started, so a core is not left for the parent.
  maxWorkers: '100%',
  reporters: ['default', `${__dirname}/tools/report-tests.cjs`],
  projects: [
    ...readdirSync(`${__dirname}/packages`).map((name) => `packages/${name}`),
    'generators',
    'tools',
    'tools/bench',
    'tools/github',
  ].map(project),
};
