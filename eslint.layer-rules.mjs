import { builtinModules } from 'node:module';
import { adapters, layers, reporting, rooms, shells, testsOfOwnRows } from './eslint.layers.mjs';

const node = `^(node:|(${builtinModules.join('|')})(/|$))`;
const shell = '^(nx|@nx/[^/]+|@octokit/[^/]+)(/|$)';

const pure = [
  { regex: node, message: 'The core reads and writes nothing. Take what you need as an argument.' },
  { regex: shell, message: 'The core knows neither Nx nor GitHub. That is work for generators/ or tools/.' },
];

const byName = 'Import another package by its name, @sovereign-fleet/<name>.';

/** A path out of the package: `..` as often as the file is deep. */
const leavesPackage = (depth) => ({ regex: `^(\\.\\./){${depth}}(?!package\\.json$)`, message: byName });

/**
 * A path with a detour, as `./../tree/node`, `../contract/../tree/node` and `..`, an `index.ts`: the other patterns do
 * not see where it leads.
 */
const detour = {
  regex: '^/|//|/\\./|^\\./\\.\\./|(^|/)(?!\\.\\.?/)[^/]+/\\.\\./|(^|/)\\.{1,2}/?$',
  message: 'Write the shortest path.',
};

const deep = {
  regex: '^@sovereign-fleet/[^/]+/(src|dist)(/|$)',
  message: 'Import what a package exports, not a file of it.',
};

const imports = (patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns: [detour, ...patterns] }],
});

/** For each folder that has no row in the tables: no other room, and no path out. */
const noRow = { regex: '^\\.\\./', message: 'This folder has no row in eslint.layers.mjs.' };

/** All of a package. Workspaces that tests copy are not part of it. */
const allOf = (src) => ({ files: [`${src}/**/!(*.d).ts`], ignores: [`${src}/testing/testdata/**`] });

const hiddenImports = ['ImportExpression', 'CallExpression[callee.name="require"]'].map((selector) => ({
  selector,
  message: 'Import at the top of the file, where the layers are checked.',
}));

const late =
  'Import at the top of the file: Nx takes its TypeScript hook off before an executor runs. What is not code of ours ' +
  'may be loaded late by its name, import("pacote"); what people wrote by loadDefaults.';

/**
 * Ways to load a file of ours after Nx has loaded the plugin, when it may no longer compile TypeScript. A package of
 * npm may be loaded late if its name is a literal.
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

/** A list as arguments: V8 has room for some 100,000 of them, and a tree may have as many lines. */
const spreads = ['push', 'unshift', 'splice', 'concat', 'fromCharCode', 'fromCodePoint'].map((name) => ({
  selector: `CallExpression[callee.property.name="${name}"] > SpreadElement.arguments`,
  message: 'A long list is no list of arguments: "Maximum call stack size exceeded". Use addAll of domain.',
}));

/** What a rendered object holds may be an integer of 64 bits, for which JSON.stringify throws. */
const ownJson = {
  selector: 'MemberExpression[object.name="JSON"][property.name="stringify"]',
  message: 'A rendered value may be a bigint. Use printJson of go-text.',
};

/** The loader of ours, and the cache for packages of npm. */
const loaders = ['code/compile-cache', 'loading/module-texts'].map((name) => `packages/workspace/src/${name}.ts`);

const exports = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name; Nx alone wants a default.' },
];

const examples =
  'A test stands on the examples of packages/workspace/src/testing, since people edit the kit and sovereigns/. ' +
  'A test that holds for whatever they write is named in testsOfOwnRows (eslint.layers.mjs).';

/** How a test reaches the specs of this workspace and their tree. */
const own = '(sovereigns|kits|gitops-out)';
const ownSpecs = [
  `Literal[value=/^(\\.\\.\\/)+${own}(\\/|$)/]`,
  `CallExpression[callee.name="join"][arguments.0.name="workspaceRoot"] > Literal[value=/^${own}/]`,
].map((selector) => ({ selector, message: examples }));

/** The adapters of a package as patterns of files. */
function adapterFiles(name) {
  const entries = adapters[name] ?? [];
  const patternOf = (entry) => (entry.endsWith('.ts') ? entry : `${entry}/**/!(*.d).ts`);
  return entries.map((entry) => `packages/${name}/src/${patternOf(entry)}`);
}

/** What an import of an adapter looks like: from a room, and from a file beside the rooms. */
function adapterImports(name, room) {
  const entries = adapters[name] ?? [];
  const pathOf = (entry) => (room !== undefined && entry.startsWith(`${room}/`) ? entry.slice(room.length + 1) : entry);
  return entries.map((entry) => ({
    regex: `^\\.{1,2}/(.*/)?${pathOf(entry).replace(/\.ts$/, '$')}${entry.endsWith('.ts') ? '' : '(/|$)'}`,
    message: 'The core imports no adapter: it has a subpath of its own, for the shell.',
  }));
}

function layer([name, allowed]) {
  const src = `packages/${name}/src`;
  // Neither another layer, nor a subpath of one that is allowed: an adapter.
  const others = othersThan(name, allowed);
  // What other packages have for tests is open to tests, and so is the GitHub for tests.
  const ofTests = othersThan(name, allowed, { subpath: '(/testing)?', more: ['github'] });
  const syntax = (selectors) => ({ 'no-restricted-syntax': ['error', ...spreads, ...selectors] });
  const ofAll = [...hiddenImports, ...exports, ...ownSpecs];
  return [
    { ...allOf(src), rules: { ...syntax(ofAll), ...imports([others, noRow]) } },
    {
      files: [`${src}/*.ts`],
      ignores: adapterFiles(name),
      rules: imports([others, leavesPackage(1), ...pure, ...adapterImports(name)]),
    },
    ...adapterFiles(name).map((file) => ({
      files: [file],
      rules: imports([others, leavesPackage(/src\/[^/]+$/.test(file) ? 1 : 2)]),
    })),
    ...Object.entries(rooms[name] ?? {}).flatMap(([room, arrows]) => roomOf({ name, room, arrows, others })),
    ...(reporting.includes(name)
      ? [{ ...allOf(src), ignores: ['**/*.test.ts', '**/testing/**'], rules: syntax([...ofAll, ownJson]) }]
      : []),
    // Doubles and examples for tests know all of their package.
    { files: [`${src}/testing/*.ts`, `${src}/*/*.test.ts`], rules: imports([leavesPackage(2), ofTests]) },
    // A test may read its golden folder and start what it tests. It stays within its package.
    { files: [`${src}/*.test.ts`], rules: imports([leavesPackage(1), ofTests]) },
    ...adapterFiles(name).map((file) => ({
      files: [file],
      ignores: ['**/*.test.ts'],
      rules: syntax([...lateLoads, ...exports]),
    })),
  ];
}

/**
 * An import of a package of ours that is not allowed. `subpath` may follow a name. `more` are allowed too, and the
 * message does not name them.
 */
function othersThan(name, allowed, { subpath = '', more = [] } = {}) {
  return {
    regex: `^@sovereign-fleet/(?!(${[...allowed, ...more].join('|') || '-'})${subpath}$)`,
    message: `${name} may import ${allowed.join(' and ') || 'nothing of ours'} (eslint.layers.mjs).`,
  };
}

/** An import of a room that is not among the arrows; a file beside the rooms may be one of them. */
function wrongArrow(name, room, arrows) {
  return {
    regex: `^\\.\\./(?!\\.\\.|(${arrows.join('|') || '-'})(/|$))`,
    message: `${name}/${room} may import ${arrows.join(' and ') || 'no other room'} (eslint.layers.mjs).`,
  };
}

function roomOf({ name, room, arrows, others }) {
  const entries = adapters[name] ?? [];
  const alike = [others, leavesPackage(2), wrongArrow(name, room, arrows)];
  const core = entries.includes(room) ? [] : [...pure, ...adapterImports(name, room)];
  // An adapter of one file in a room of the core.
  const ofFile = entries.filter((entry) => entry.startsWith(`${room}/`));
  return [
    { files: [`packages/${name}/src/${room}/*.ts`], rules: imports([...alike, ...core]) },
    ...ofFile.map((entry) => ({ files: [`packages/${name}/src/${entry}`], rules: imports(alike) })),
  ];
}

const noNx = { regex: '^(nx|@nx/[^/]+)(/|$)', message: 'Only generators/ knows Nx.' };

/** Test doubles and examples of a package. */
const testing = { regex: '^@sovereign-fleet/[^/]+/testing$', message: 'What is for tests is for tests and tools.' };

function shellRules([folder, { imports: allowed, rooms: ofShell }]) {
  const src = `${folder}/src`;
  const alike = [deep, ...(folder === 'packages/workspace' ? [noNx] : [])];
  const own = [
    ...alike,
    othersThan(folder, allowed, { subpath: '(/[^/]+)?' }),
    ...(folder.startsWith('tools') ? [] : [testing]),
  ];
  // A test may also start the GitHub for tests.
  const ofTests = [...alike, othersThan(folder, allowed, { subpath: '(/[^/]+)?', more: ['github'] })];
  return [
    {
      ...allOf(src),
      rules: { 'no-restricted-syntax': ['error', ...spreads, ...lateLoads], ...imports([...own, noRow]) },
    },
    { files: [`${src}/*.ts`], rules: imports([...own, leavesPackage(1)]) },
    ...Object.entries(ofShell).map(([room, arrows]) => ({
      files: [`${src}/${room}/*.ts`],
      rules: imports([...own, leavesPackage(2), wrongArrow(folder, room, arrows)]),
    })),
    { files: [`${src}/testing/*.ts`, `${src}/*/*.test.ts`], rules: imports([...ofTests, leavesPackage(2)]) },
    { files: [`${src}/*.test.ts`], rules: imports([...ofTests, leavesPackage(1)]) },
    { files: loaders, rules: { 'no-restricted-syntax': 'off' } },
    {
      files: [`${src}/**/*.test.ts`],
      ignores: testsOfOwnRows,
      rules: { 'no-restricted-syntax': ['error', ...ownSpecs] },
    },
  ];
}

/** ESLint configuration of the layers; a test of it is tools/src/checks/layers.real.test.ts. */
export const layerConfigs = [
  ...Object.entries(layers).flatMap(layer),
  ...Object.entries(shells).flatMap(shellRules),
  // Another rule than the layers have, so that both hold.
  {
    files: ['**/*.test.ts'],
    ignores: testsOfOwnRows,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '/kits/[^/]+/kit$|/real-kit$', message: examples }] }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'generators/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-imports': ['error', { paths: ['node:fs', 'node:fs/promises'].map(withoutTemporaries) }] },
  },
];

function withoutTemporaries(name) {
  const message =
    'A signal would leave it: make it by temporaryFolder (packages/renderer/src/disk/temporary-folder.ts).';
  return { name, importNames: ['mkdtemp', 'mkdtempSync'], message };
}
