const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

const project = (folder) => ({
  displayName: folder.replace(/^packages\//, ''),
  rootDir: `${__dirname}/${folder}`,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  transform: { '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc] },
});

module.exports = {
  testTimeout: 300_000,
  projects: [
    ...['domain', 'flux', 'bootstrap-kit', 'compiler', 'renderer', 'policy'].map((name) => `packages/${name}`),
    'generators',
    'tools',
  ].map(project),
};
