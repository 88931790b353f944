import { builtinModules } from 'node:module';

/** The layers: what each package may import of ours. A package that is not here cannot be imported by one that is. */
export const layers = {
  domain: [],
  flux: [],
  'go-text': [],
  'bootstrap-kit': ['domain'],
  compiler: ['domain', 'flux'],
  renderer: ['domain', 'flux', 'go-text'],
  policy: ['domain', 'flux', 'renderer'],
  'pull-request': ['domain', 'policy'],
};

const core = Object.keys(layers);

/**
 * The packages around the core, by folder. They read and write, and import the core's adapters by their subpaths. What
 * nobody imports, as the generators are, stands in no list.
 */
export const shells = {
  'packages/workspace': {
    imports: core,
    rooms: {
      propose: ['command', 'disk', 'specs'],
      review: ['render', 'specs'],
      render: ['disk', 'specs'],
      disk: ['specs'],
      specs: ['command'],
      command: [],
    },
  },
  generators: {
    imports: [...core, 'workspace'],
    rooms: {
      sovereign: ['nx'],
      compile: ['nx'],
      review: ['render'],
      render: [],
      propose: [],
      plugin: ['nx'],
      nx: [],
    },
  },
  tools: {
    imports: [...core, 'workspace', 'github', 'bench'],
    rooms: {
      checks: ['workspace'],
      pages: ['workspace'],
      commands: ['workspace'],
      house: ['workspace'],
      newcomer: ['workspace', 'pages'],
      propose: ['workspace', 'commands'],
    },
  },
  'tools/bench': {
    imports: [...core, 'workspace', 'github'],
    rooms: {
      rows: ['children', 'fleet', 'results'],
      children: ['fleet'],
      fleet: ['results'],
      results: [],
    },
  },
  'tools/github': {
    imports: [],
    rooms: {
      server: ['faults', 'http', 'json', 'routes', 'state'],
      faults: ['http', 'state'],
      routes: ['acts', 'git', 'http', 'json', 'state'],
      acts: ['git', 'http', 'json', 'state'],
      json: ['git', 'state'],
      http: ['state'],
      state: ['git'],
      git: [],
    },
  },
};

/**
 * The rooms of a package: its folders below `src/`, and which of them each may import. Arrows run one way. Files beside
 * the rooms may import any, and are imported by none.
 */
const rooms = {
  domain: {
    fleet: ['sovereign', 'issue'],
    kit: ['sovereign', 'issue'],
    sovereign: ['issue'],
    issue: [],
  },
  'go-text': { yaml: [], strvals: ['yaml'], envsubst: [] },
  renderer: {
    charts: ['programs', 'release', 'objects', 'contract', 'disk'],
    programs: ['kustomize', 'tree', 'objects', 'contract', 'disk'],
    kustomization: ['kustomize', 'secrets', 'tree', 'objects', 'contract'],
    release: ['secrets', 'tree', 'objects', 'contract'],
    kustomize: ['tree', 'objects', 'contract'],
    secrets: ['objects', 'contract'],
    tree: ['contract'],
    objects: ['contract'],
    contract: [],
    disk: [],
  },
  policy: {
    report: ['rules', 'contract'],
    rules: ['region', 'images', 'objects', 'contract'],
    compare: ['images', 'objects', 'contract'],
    region: ['images', 'objects', 'contract'],
    images: ['objects', 'contract'],
    objects: [],
    contract: [],
  },
  'pull-request': {
    github: ['campaign', 'proposal', 'forge'],
    disk: ['proposal', 'forge'],
    campaign: ['run', 'reconcile', 'proposal', 'forge'],
    run: ['reconcile', 'proposal', 'forge'],
    reconcile: ['proposal', 'forge'],
    proposal: ['forge'],
    forge: [],
  },
};

/** Rooms and files that touch disk, processes or the network; those that the shell uses have a subpath. */
const adapters = {
  'bootstrap-kit': ['node.ts'],
  renderer: ['charts', 'programs', 'disk', 'tree/node.ts'],
  'pull-request': ['github', 'disk'],
};

const node = `^(node:|(${builtinModules.join('|')})(/|$))`;
const shell = '^(nx|@nx/[^/]+|@octokit/[^/]+)(/|$)';

const pure = [
  { regex: node, message: 'The core reads and writes nothing. Take what you need as an argument.' },
  { regex: shell, message: 'The core knows neither Nx nor GitHub. That is work for generators/ or tools/.' },
];

const byName = 'Import another package by its name, @sovereign-fleet/<name>.';

/** A path out of the package: `..` as often as the file is deep. */
const leavesPackage = (depth) => ({ regex: `^(\\.\\./){${depth}}(?!package\\.json$)`, message: byName });

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
  'Import at the top of the file: Nx takes its TypeScript hook off before an executor runs. What is not code of ours ' +
  'may be loaded late by its name, import("pacote"); a spec by loadTypeScript.';

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

/** The loader of ours, and the cache for packages of npm. */
const loaders = ['load-typescript', 'compile-cache'].map((name) => `packages/workspace/src/specs/${name}.ts`);

const exports = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name; Nx alone wants a default.' },
];

const examples =
  'Tests stand on examples of their own: packages/workspace/src/testing. Tests that hold for any rows are listed in ' +
  'eslint.layers.mjs.';

/** Ways of a test to what people have in this workspace. */
const ownSpecs = [
  'Literal[value=/^(\\.\\.\\/)+(sovereigns|gitops-out)(\\/|$)/]',
  'CallExpression[callee.name="join"][arguments.0.name="workspaceRoot"] > Literal[value=/^(sovereigns|gitops-out)/]',
].map((selector) => ({ selector, message: examples }));

/** What says of the real kit and the real specs only what holds for any. */
const ofAnyRows = [
  'packages/bootstrap-kit/src/*.test.ts',
  'generators/src/{plugin/own-workspace,compile/generator,sovereign/generator}.test.ts',
  'tools/src/checks/{a4.test,charts.real.test,compiled-tree.real.test}.ts',
];

/** An adapter of a package as a pattern of files, and as what an import of it ends with. */
function adapterFiles(name) {
  const entries = adapters[name] ?? [];
  const below = (entry) => (entry.endsWith('.ts') ? entry : `${entry}/**/!(*.d).ts`);
  return entries.map((entry) => `packages/${name}/src/${below(entry)}`);
}

function layer([name, allowed]) {
  // Neither another layer, nor a subpath of one that is allowed: an adapter.
  const others = {
    regex: `^@sovereign-fleet/(?!(${allowed.join('|') || '-'})$)`,
    message: `${name} may import ${allowed.join(' and ') || 'nothing of ours'} (eslint.layers.mjs).`,
  };
  const src = `packages/${name}/src`;
  const files = [`${src}/**/!(*.d).ts`];
  const noAdapters = (adapters[name] ?? []).map((entry) => ({
    regex: `(^|/)${entry.endsWith('.ts') ? `${entry.slice(0, -3)}$` : `${entry}/`}`,
    message: noAdapter,
  }));
  return [
    { files, rules: { 'no-restricted-syntax': ['error', ...hiddenImports, ...exports, ...ownSpecs] } },
    { files: [`${src}/*.ts`], ignores: adapterFiles(name), rules: imports([others, leavesPackage(1), ...pure]) },
    ...adapterFiles(name).map((file) => ({
      files: [file],
      rules: imports([others, leavesPackage(/src\/[^/]+$/.test(file) ? 1 : 2)]),
    })),
    ...Object.entries(rooms[name] ?? {}).flatMap(([room, arrows]) => roomOf({ name, room, arrows, others })),
    // Doubles and examples for tests know all of their package.
    { files: [`${src}/testing/*.ts`], rules: imports([leavesPackage(2), othersOfTests(name, allowed)]) },
    // A test may read its golden folder and start what it tests. It stays within its package.
    { files: [`${src}/*.test.ts`], rules: imports([leavesPackage(1), othersOfTests(name, allowed)]) },
    { files: [`${src}/*/*.test.ts`], rules: imports([leavesPackage(2), othersOfTests(name, allowed)]) },
    ...adapterFiles(name).map((file) => ({
      files: [file],
      ignores: ['**/*.test.ts'],
      rules: { 'no-restricted-syntax': ['error', ...lateLoads, ...exports] },
    })),
    { files: [`${src}/index.ts`], rules: imports([others, leavesPackage(1), ...pure, ...noAdapters]) },
  ];
}

/** What other packages have for tests is open to tests, and so is the GitHub for tests. */
function othersOfTests(name, allowed) {
  return {
    regex: `^@sovereign-fleet/(?!(github|${allowed.join('|') || '-'})(/testing)?$)`,
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
  const wrong = wrongArrow(name, room, arrows);
  const files = [`packages/${name}/src/${room}/*.ts`];
  const isAdapter = (file) => entries.includes(file);
  const own = { files, rules: imports([others, leavesPackage(2), wrong, ...(isAdapter(room) ? [] : pure)]) };
  // An adapter of one file in a room of the core.
  const ofFile = entries.filter((entry) => entry.startsWith(`${room}/`));
  return [
    own,
    ...ofFile.map((entry) => ({
      files: [`packages/${name}/src/${entry}`],
      rules: imports([others, leavesPackage(2), wrong]),
    })),
  ];
}

const noNx = { regex: '^(nx|@nx/[^/]+)(/|$)', message: 'Only generators/ knows Nx.' };

/** Test doubles and examples of a package. */
const testing = { regex: '^@sovereign-fleet/[^/]+/testing$', message: 'What is for tests is for tests and tools.' };

function shellRules([folder, { imports: allowed, rooms: ofShell }]) {
  const src = `${folder}/src`;
  const others = {
    regex: `^@sovereign-fleet/(?!(${allowed.join('|') || '-'})(/[^/]+)?$)`,
    message: `${folder} may import ${allowed.join(', ') || 'nothing of ours'} (eslint.layers.mjs).`,
  };
  const alike = [
    others,
    deep,
    ...(folder === 'packages/workspace' ? [noNx] : []),
    ...(folder.startsWith('tools') ? [] : [testing]),
  ];
  return [
    { files: [`${src}/*.ts`], rules: imports([...alike, leavesPackage(1)]) },
    ...Object.entries(ofShell).map(([room, arrows]) => ({
      files: [`${src}/${room}/*.ts`],
      rules: imports([...alike, leavesPackage(2), wrongArrow(folder, room, arrows)]),
    })),
    { files: [`${src}/testing/*.ts`, `${src}/*/*.test.ts`], rules: imports([deep, leavesPackage(2)]) },
    { files: [`${src}/*.test.ts`], rules: imports([deep, leavesPackage(1)]) },
    { files: [`${src}/**/*.ts`], rules: { 'no-restricted-syntax': ['error', ...lateLoads] } },
    { files: loaders, rules: { 'no-restricted-syntax': 'off' } },
    { files: [`${src}/**/*.test.ts`], rules: { 'no-restricted-syntax': ['error', ...ownSpecs] } },
  ];
}

/** ESLint configuration of the layers; a test of it is tools/src/checks/layers.real.test.ts. */
export const layerConfigs = [
  ...Object.entries(layers).flatMap(layer),
  ...Object.entries(shells).flatMap(shellRules),
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
];
