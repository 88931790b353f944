import type { TargetConfiguration } from '@nx/devkit';
import { outputFolder } from '@sovereign-fleet/workspace/project';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** What decides on a render or a review of one Sovereign, beside our code. */
export interface ReadBySovereign {
  /** Its spec, that of the fleet, and what they import, from the root. */
  readonly specs: readonly string[];
  /** The folder of its tree, and what the fleet repository has beside trees, where a release may find a chart by its path. */
  readonly trees: readonly string[];
  /** Folders of charts. */
  readonly charts: readonly string[];
}

/** Environment variables that decide on a render. */
const environment = [
  ...['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL', 'SOVEREIGN_FLEET_FINGERPRINT_KEY', 'VCLUSTER_CHART'],
];

/** Packages that compile and render. */
const layers = ['domain', 'flux', 'go-text', 'bootstrap-kit', 'compiler', 'renderer'];

const outside = 'node generators/src/plugin/outside-inputs.mjs';

/**
 * What a render reads and no more, so that Nx renders what a change touches. That the tree is what its spec compiles to
 * holds or not by all that it is compiled from, so an answer from the cache is never about a tree that has drifted since.
 */
export function renderInputs(read: ReadBySovereign): Inputs {
  return [...sharedInputs(read), { runtime: outside }];
}

/** What a review reads: the same, the rules, and what the commits are that a base may be named by. */
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
    ...specs.map(workspaceFile),
    ...trees.map((folder) => `{workspaceRoot}/${folder}/**/*`),
    ...['', '/clusters'].map((folder) => `{workspaceRoot}/${outputFolder}${folder}/.sourceignore`),
    ...charts.flatMap(chartFiles),
    ...(charts.length > 0 ? ['{workspaceRoot}/charts/testdata/vcluster/**/*'] : []),
    ...layers.map((layer) => `{workspaceRoot}/packages/${layer}/src/**/!(*.test).ts`),
    '{workspaceRoot}/packages/bootstrap-kit/*.yaml',
    '{workspaceRoot}/packages/pull-request/src/{disk,forge,proposal}/**/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/{command,disk,render,specs}/!(*.test).ts',
    '{workspaceRoot}/generators/src/{nx,plugin,render}/!(*.test).{ts,mjs}',
    { externalDependencies: ['@swc/core', 'tar', 'typescript', 'yaml', 'zod'] },
    ...environment.map((env) => ({ env })),
  ];
}

/** Helm takes every file in `templates/` for one, so of documents only the chart's own is left out. */
function chartFiles(folder: string): Inputs {
  const files = `{workspaceRoot}/${folder}`;
  return [`${files}/**/*`, `!${files}/README.md`, `!${files}/tests/**/*`];
}

function workspaceFile(file: string): string {
  return `{workspaceRoot}/${file}`;
}
