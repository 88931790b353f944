import type { TargetConfiguration } from '@nx/devkit';
import { outputFolder } from './write-tree';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** What decides on a render or a review of one Sovereign, beside our code. */
export interface ReadBySovereign {
  /** Its spec and what that imports, from the root. */
  readonly spec: readonly string[];
  /** The folder of its tree, and what the fleet repository has beside trees, where a release may find a chart by its path. */
  readonly trees: readonly string[];
  /** Folders of charts. */
  readonly charts: readonly string[];
}

/** Environment variables that decide on a render. */
const environment = [
  ...['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL', 'SOVEREIGN_FLEET_FINGERPRINT_KEY', 'VCLUSTER_CHART'],
];

const outside = 'node generators/src/outside-inputs.mjs';

/** What a render reads and no more, so that Nx renders what a change touches. */
export function renderInputs(read: ReadBySovereign): Inputs {
  return [...alike(read), { runtime: outside }];
}

/** What a review reads: the same, the fleet, the rules, and what the commits are that a base may be named by. */
export function reviewInputs(read: ReadBySovereign, fleet: readonly string[]): Inputs {
  return [
    ...alike(read),
    ...fleet.map(inWorkspace),
    '{workspaceRoot}/packages/policy/src/**/!(*.test).ts',
    '{workspaceRoot}/packages/pull-request/src/{node,desired-files,git-tree,git-object}.ts',
    '{workspaceRoot}/generators/src/review/!(*.test).ts',
    '{workspaceRoot}/generators/src/propose/desired-subtree.ts',
    { runtime: `${outside} --commits` },
  ];
}

function alike({ spec, trees, charts }: ReadBySovereign): Inputs {
  return [
    ...spec.map(inWorkspace),
    ...trees.map((folder) => `{workspaceRoot}/${folder}/**/*`),
    ...['', '/clusters'].map((folder) => `{workspaceRoot}/${outputFolder}${folder}/.sourceignore`),
    ...charts.flatMap(chartFiles),
    ...(charts.length > 0 ? ['{workspaceRoot}/charts/testdata/vcluster/**/*'] : []),
    ...['domain', 'renderer'].map((layer) => `{workspaceRoot}/packages/${layer}/src/**/!(*.test).ts`),
    '{workspaceRoot}/packages/compiler/src/region-files.ts',
    '{workspaceRoot}/generators/src/!(*.test).{ts,mjs}',
    '{workspaceRoot}/generators/src/render/!(*.test).ts',
    { externalDependencies: ['@swc/core', 'tar', 'typescript', 'zod'] },
    ...environment.map((env) => ({ env })),
  ];
}

/** Helm takes every file in `templates/` for one, so of documents only the chart's own is left out. */
function chartFiles(folder: string): Inputs {
  const files = `{workspaceRoot}/${folder}`;
  return [`${files}/**/*`, `!${files}/README.md`, `!${files}/tests/**/*`];
}

function inWorkspace(file: string): string {
  return `{workspaceRoot}/${file}`;
}
