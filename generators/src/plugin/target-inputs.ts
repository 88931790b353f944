import type { TargetConfiguration } from '@nx/devkit';
import { basename, dirname, join } from 'node:path/posix';
import { outputFolder, sovereignsFolder } from '@sovereign-fleet/domain';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** The files that a render or a review of one Sovereign depends on, beside our code. */
export interface ReadBySovereign {
  /**
   * Its spec, that of the fleet, what they import, its encrypted files, and of their kits the reviewed graphs and the
   * objects beside rows, from the root.
   */
  readonly specs: readonly string[];
  /** The folder of its tree, and the folders beside trees, where a release may find a chart by its path. */
  readonly trees: readonly string[];
  /** Folders of charts. */
  readonly charts: readonly string[];
}

/** Environment variables that change a render. */
const environment = [
  'SOVEREIGN_FLEET_HELM',
  'SOVEREIGN_FLEET_KUBECTL',
  'SOVEREIGN_FLEET_FINGERPRINT_KEY',
  'VCLUSTER_CHART',
];

/** Packages that compile and render. */
const layers = ['domain', 'flux', 'go-text', 'bootstrap-kit', 'compiler', 'renderer'];

const outside = 'node generators/src/plugin/outside-inputs.mjs';

/**
 * Everything that a render reads, so that Nx renders what a change touches. It includes all that a tree is compiled
 * from: a render fails if the tree is not what its spec compiles to, and no answer from the cache may hide that.
 */
export function renderInputs(read: ReadBySovereign): Inputs {
  return [...sharedInputs(read), { runtime: outside }];
}

/** Everything that a review reads: the same, the rules, and the commits that names such as `main` stand for. */
export function reviewInputs(read: ReadBySovereign): Inputs {
  return [
    ...sharedInputs(read),
    '{workspaceRoot}/packages/policy/src/**/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/review/!(*.test).ts',
    '{workspaceRoot}/generators/src/review/!(*.test).ts',
    { runtime: `${outside} --commits` },
  ];
}

function sharedInputs({ specs, trees, charts }: ReadBySovereign): Inputs {
  return [
    ...pathsByFolder(specs).map(workspaceFile),
    ...trees.map((folder) => `{workspaceRoot}/${folder}/**/*`),
    ...['', `/${sovereignsFolder}`].map((folder) => `{workspaceRoot}/${outputFolder}${folder}/.sourceignore`),
    ...pathsByFolder(charts).flatMap(chartFiles),
    ...(charts.length > 0 ? ['{workspaceRoot}/charts/testdata/vcluster/**/*'] : []),
    `{workspaceRoot}/packages/{${layers.join(',')}}/src/**/!(*.test).ts`,
    '{workspaceRoot}/packages/pull-request/src/{disk,forge,proposal}/**/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/{command,disk,render,specs}/!(*.test).ts',
    '{workspaceRoot}/generators/src/{nx,plugin,render}/!(*.test).{ts,mjs}',
    { externalDependencies: ['@swc/core', 'tar', 'typescript', 'yaml', 'zod'] },
    ...environment.map((env) => ({ env })),
  ];
}

/** Without the chart's own README and tests. Helm reads every file in `templates/`, so nothing there is left out. */
function chartFiles(folder: string): Inputs {
  const files = `{workspaceRoot}/${folder}`;
  return [`${files}/**/*`, `!${files}/README.md`, `!${files}/tests/**/*`];
}

function workspaceFile(file: string): string {
  return `{workspaceRoot}/${file}`;
}

/**
 * Paths of one folder in one pattern. Nx keeps each input of each target of each project, and says of each where it
 * comes from, so a thousand Sovereigns of a large kit with an input a file took seconds in each command.
 */
function pathsByFolder(paths: readonly string[]): readonly string[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), basename(path)]);
  }
  return [...folders].flatMap(([folder, names]) => {
    const plain = names.filter((name) => /^[\w.-]+$/.test(name));
    const others = names.filter((name) => !plain.includes(name));
    return [...(plain.length > 1 ? [`{${plain.join(',')}}`] : plain), ...others].map((name) => join(folder, name));
  });
}
