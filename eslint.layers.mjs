// Tables of what may import what. eslint.layer-rules.mjs makes the rules of ESLint from them.

/** The layers: what each package may import of ours. A package that is not here cannot be imported by one that is. */
export const layers = {
  // A path into a chart's values is what Helm's --set reads, and its reader is a port of Go's.
  domain: ['go-text'],
  flux: [],
  'go-text': [],
  'bootstrap-kit': ['domain'],
  compiler: ['domain', 'flux', 'go-text'],
  renderer: ['domain', 'flux', 'go-text'],
  policy: ['domain', 'flux', 'go-text', 'renderer'],
  'pull-request': ['domain', 'policy'],
  adopt: ['domain', 'flux', 'go-text', 'compiler', 'renderer'],
  'cloud-init': ['domain', 'compiler'],
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
      commands: ['propose', 'command'],
      // How far a plan of several changes has come.
      plans: ['propose', 'specs'],
      // What a change of a record does to clusters.
      change: ['render', 'disk', 'specs'],
      // Records as texts.
      edit: [],
      propose: ['command', 'disk', 'specs', 'code'],
      review: ['render', 'specs'],
      // A value that a chart refuses is named with its line.
      render: ['explain', 'disk', 'specs', 'code'],
      explain: ['disk', 'specs', 'loading'],
      secrets: ['disk', 'specs'],
      'cloud-init': ['disk', 'specs'],
      disk: ['specs', 'code'],
      specs: ['command', 'loading', 'code'],
      // What people wrote is run in a process of its own.
      loading: ['code'],
      command: [],
      // Our own code: where it is, and whether it is compiled.
      code: [],
    },
  },
  generators: {
    imports: [...core, 'workspace'],
    rooms: {
      sovereign: ['nx'],
      compile: ['nx'],
      import: ['nx', 'sovereign', 'change'],
      value: ['change'],
      upgrade: ['change'],
      pause: ['change'],
      slot: ['change', 'nx', 'values'],
      region: ['change'],
      promote: ['change'],
      retire: ['change'],
      migrations: ['compile', 'change'],
      // What all generators share that change a record.
      change: ['nx'],
      init: ['nx'],
      'render-review': ['render', 'review'],
      review: ['render'],
      render: [],
      propose: [],
      explain: [],
      secrets: [],
      'cloud-init': [],
      commands: ['values'],
      // The types of a chart's values.
      values: ['nx'],
      plugin: ['nx'],
      nx: [],
    },
  },
  tools: {
    imports: [...core, 'workspace', 'github', 'bench'],
    rooms: {
      check: ['workspace'],
      checks: ['repository-files', 'workspace'],
      pages: ['house', 'repository-files', 'workspace'],
      commands: ['workspace', 'schemas'],
      schemas: [],
      // Inputs that nobody would write, and what is done with them.
      fuzz: ['inputs', 'workspace'],
      inputs: [],
      house: ['repository-files', 'workspace'],
      newcomer: ['workspace', 'pages', 'test-run'],
      release: ['workspace', 'test-run'],
      // What the suites of one run of tests share.
      'test-run': ['workspace'],
      propose: ['workspace'],
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
export const rooms = {
  domain: {
    // What a record adds to its kit: the kit's own checks are applied to both together.
    own: ['kit', 'slot', 'fleet', 'sovereign', 'issue'],
    fleet: ['sovereign', 'issue'],
    kit: ['slot', 'fleet', 'sovereign', 'issue'],
    slot: ['fleet', 'sovereign', 'issue'],
    sovereign: ['issue'],
    issue: [],
  },
  'go-text': { yaml: ['json'], strvals: ['json'], envsubst: [], json: [], time: [] },
  compiler: { layers: [] },
  renderer: {
    charts: ['programs', 'release', 'cluster', 'tree', 'objects', 'contract', 'disk'],
    programs: ['kustomize', 'tree', 'objects', 'contract', 'disk'],
    // All Kustomizations and releases, until nothing changes.
    region: ['kustomization', 'release', 'cluster', 'objects', 'contract'],
    release: ['secrets', 'cluster', 'tree', 'objects', 'contract'],
    // What an API server has: its own APIs, those of Flux, and those of CRDs.
    cluster: ['contract'],
    schemas: ['secrets', 'objects', 'contract'],
    kustomization: ['apply', 'substitution', 'kustomize', 'secrets', 'tree', 'objects', 'contract'],
    // What kustomize-controller does to the objects of a build: variables, and then how they are sent.
    substitution: ['secrets', 'objects', 'contract'],
    apply: ['secrets', 'objects', 'contract'],
    kustomize: ['tree', 'objects', 'contract'],
    secrets: ['objects', 'contract'],
    tree: ['contract'],
    objects: ['contract'],
    contract: [],
    disk: [],
  },
  policy: {
    report: ['rules', 'contract'],
    rules: ['dangers', 'region', 'images', 'objects', 'contract'],
    // What a change may do to a cluster.
    dangers: ['region', 'objects', 'contract'],
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
  adopt: {
    report: ['prove', 'recognise', 'source', 'model'],
    prove: ['recognise', 'source', 'model'],
    write: ['recognise', 'source', 'model'],
    recognise: ['source', 'model'],
    source: ['model'],
    model: [],
  },
};

/** Packages whose reports are read by programs: JSON is written by their one `printJson`. */
export const reporting = ['policy'];

/** Rooms and files that touch disk, processes or the network; those that the shell uses have a subpath. */
export const adapters = {
  'bootstrap-kit': ['node.ts'],
  renderer: ['charts', 'programs', 'disk', 'schemas/node.ts', 'tree/node.ts'],
  'pull-request': ['github', 'disk'],
};

/** Tests that read the kit and the specs of this workspace: whatever rows people write there, what they say holds. */
export const testsOfOwnRows = [
  'generators/src/plugin/own-workspace.test.ts',
  'tools/src/checks/arriving-own.real.test.ts',
  'tools/src/checks/{a4.test,charts.real.test,charts-kubeconfig.real.test,compiled-tree.real.test}.ts',
  'tools/src/checks/value-types.real.test.ts',
  'tools/src/pages/renovate.test.ts',
];
