import { builtinModules } from 'node:module';

/** The layers: what each package may import of ours. A package that is not here cannot be imported by one that is. */
const layers = {
  domain: [],
  flux: [],
  'bootstrap-kit': ['domain'],
  compiler: ['domain', 'flux'],
  renderer: ['domain', 'flux'],
  policy: ['domain', 'flux', 'renderer'],
  'pull-request': ['domain', 'policy'],
};

/** Files that touch disk, processes or the network: those that the shell uses have a subpath, the rest serve them. */
const adapters = {
  'pull-request': [
    'clone',
    'credentials',
    'object-cache',
    'octokit',
    'octokit-again',
    'octokit-client',
    'octokit-meter',
    'octokit-remote',
  ],
  renderer: [
    'archive-chart',
    'chart-assembly',
    'chart-cache',
    'chart-contents',
    'chart-files',
    'chart-store',
    'fetch-tools',
    'fetched-tools',
    'folder-chart',
    'helm',
    'helm-pull',
    'kustomize',
    'loopback-registry',
    'program',
    'programs',
    'stored-credentials',
    'template-cache',
    'values-files',
    'version-range',
    'whole-file',
  ],
};

const node = `^(node:|(${builtinModules.join('|')})(/|$))`;
const shell = '^(nx|@nx/[^/]+|@octokit/[^/]+)(/|$)';

const pure = [
  { regex: node, message: 'The core reads and writes nothing. Take what you need as an argument.' },
  { regex: shell, message: 'The core knows neither Nx nor GitHub. That is work for generators/ or tools/.' },
];

const leavesFolder = (levels) => ({
  regex: `^(\\.\\./){${levels}}`,
  message: 'Import another package by its name, @sovereign-fleet/<name>.',
});

const deep = {
  regex: '^@sovereign-fleet/[^/]+/(src|dist)(/|$)',
  message: 'Import what a package exports, not a file of it.',
};

const imports = (patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] });

const noAdapter = 'An adapter has a subpath of its own.';

const hiddenImports = ['ImportExpression', 'CallExpression[callee.name="require"]'].map((selector) => ({
  selector,
  message: 'Import at the top of the file, where the layers are checked.',
}));

const late =
  'Import at the top of the file: Nx takes its TypeScript hook off before an executor runs. What is not code of ours may be loaded late by its name, import("pacote"); a spec by loadTypeScript.';

/**
 * Ways to load a file of ours after Nx has loaded the plugin, when it may no longer compile TypeScript. A package of npm
 * may be loaded late by a name that stands there.
 */
const lateLoads = [
  'ImportExpression[source.type!="Literal"]',
  'ImportExpression[source.value=/^([^a-z@]|file:|@sovereign-fleet\\W)/]',
  'CallExpression[callee.name="require"]',
  'CallExpression[callee.property.name="require"]',
  'TSImportEqualsDeclaration',
  'ImportSpecifier[imported.name="createRequire"]',
  'MemberExpression[property.name="createRequire"]',
].map((selector) => ({ selector, message: late }));

/** The loader of ours, and the cache for packages of npm. */
const loaders = ['load-typescript', 'compile-cache'].map((name) => `generators/src/${name}.ts`);

const exports = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name; Nx alone wants a default.' },
];

const examples =
  'Tests stand on examples of their own: generators/src/testdata, tools/src/example-kit.ts. What holds for whatever people have is in eslint.layers.mjs.';

/** Ways of a test to what people have in this workspace. */
const ownSpecs = [
  'Literal[value=/^(\\.\\.\\/)+(sovereigns|gitops-out)(\\/|$)/]',
  'CallExpression[callee.name="join"][arguments.0.name="workspaceRoot"] > Literal[value=/^(sovereigns|gitops-out)/]',
].map((selector) => ({ selector, message: examples }));

/** What says of the real kit and the real specs only what holds for any. */
const ofAnyRows = [
  'packages/bootstrap-kit/src/*.test.ts',
  'generators/src/{own-workspace,compile/generator,sovereign/generator}.test.ts',
  'tools/src/{a4,charts,compiled-tree}.test.ts',
];

function layer([name, allowed]) {
  // Neither another layer, nor a subpath of one that is allowed: an adapter.
  const others = {
    regex: `^@sovereign-fleet/(?!(${allowed.join('|') || '-'})$)`,
    message: `${name} may import ${allowed.join(' and ') || 'nothing of ours'} (eslint.layers.mjs).`,
  };
  const files = [`packages/${name}/src/**/!(*.d).ts`];
  const tests = `packages/${name}/src/**/*.test.ts`;
  const adapterNames = ['node', ...(adapters[name] ?? [])];
  return [
    { files, rules: { 'no-restricted-syntax': ['error', ...hiddenImports, ...exports, ...ownSpecs] } },
    { files, rules: imports([others, leavesFolder(2), ...pure]) },
    { files: [`packages/${name}/src/*.ts`], rules: imports([others, leavesFolder(1), ...pure]) },
    // An adapter reads for the shell; a test may read its golden folder. Both stay within their layer.
    {
      files: [...adapterNames.map((adapter) => `packages/${name}/src/${adapter}.ts`), tests],
      rules: imports([others, leavesFolder(1)]),
    },
    {
      files: adapterNames.map((adapter) => `packages/${name}/src/${adapter}.ts`),
      rules: { 'no-restricted-syntax': ['error', ...lateLoads, ...exports] },
    },
    {
      files: [`packages/${name}/src/index.ts`],
      rules: imports([
        others,
        leavesFolder(1),
        ...pure,
        { regex: `/(${adapterNames.join('|')})$`, message: noAdapter },
      ]),
    },
  ];
}

/** ESLint configuration of the layers; a test of it is tools/src/layers.test.ts. */
export const layerConfigs = [
  ...Object.entries(layers).flatMap(layer),
  {
    files: ['generators/**/*.ts', 'tools/**/*.ts'],
    rules: imports([
      deep,
      { regex: '^(\\.\\./)+packages/', message: 'Import another package by its name, @sovereign-fleet/<name>.' },
    ]),
  },
  {
    files: ['generators/**/*.ts', 'tools/**/*.ts'],
    ignores: ['**/*.test.ts', ...loaders],
    rules: { 'no-restricted-syntax': ['error', ...lateLoads] },
  },
  { files: ['{generators,tools}/**/*.test.ts'], rules: { 'no-restricted-syntax': ['error', ...ownSpecs] } },
  // Another rule than the layers have, so that both hold.
  {
    files: ['**/*.test.ts'],
    ignores: ofAnyRows,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^@sovereign-fleet/bootstrap-kit(/|$)|/real-kit$', message: examples }] },
      ],
    },
  },
  {
    files: ['sovereigns/**/*.ts'],
    rules: imports([
      { regex: '^(?!@sovereign-fleet/domain$)', message: 'A spec is data: it imports @sovereign-fleet/domain alone.' },
    ]),
  },
];
