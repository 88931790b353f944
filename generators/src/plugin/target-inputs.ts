import type { TargetConfiguration } from '@nx/devkit';
import { outputFolder, sovereignsFolder } from '@sovereign-fleet/domain/layout';
import { ownCode } from './own-code';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** The files that a render or a review of one Sovereign depends on, beside our code. */
export interface ReadBySovereign {
  /**
   * Its spec, that of the fleet, what they import, its encrypted files, and of their kits the reviewed graphs and the
   * objects beside rows: patterns from the root.
   */
  readonly specs: readonly string[];
  /** The folder of its tree, and the folders beside trees, where a release may find a chart by its path. */
  readonly trees: readonly string[];
  /** Patterns of the files of its charts, from the root: some of them shut files out. */
  readonly charts: readonly string[];
}

/** Environment variables that change a render. */
const environment = [
  'SOVEREIGN_FLEET_HELM',
  'SOVEREIGN_FLEET_KUBECTL',
  'SOVEREIGN_FLEET_FINGERPRINT_KEY',
  'VCLUSTER_CHART',
];

/**
 * Everything that a render and a review read, so that Nx does what a change touches. It includes all that a tree is
 * compiled from: a render fails if the tree is not what its spec compiles to, and no answer from the cache may hide
 * that. A review reads the rules as well, and the commits that names such as `main` stand for.
 */
export function targetInputs(read: ReadBySovereign): { readonly render: Inputs; readonly review: Inputs } {
  const shared = sharedInputs(read);
  return {
    render: [...shared, { runtime: ownCode.outside }],
    review: [...shared, ...ownCode.review, { env: 'NX_BASE' }, { runtime: `${ownCode.outside} --commits` }],
  };
}

/** What the files of Phase 0 are made from: the record, the fleet and the kit, and no tree. */
export function cloudInitInputs(specs: ReadBySovereign['specs']): Inputs {
  return [...specs.map(workspaceFile), ...ownCode.cloudInit];
}

function sharedInputs({ specs, trees, charts }: ReadBySovereign): Inputs {
  return [
    ...specs.map(workspaceFile),
    ...trees.map((folder) => `{workspaceRoot}/${folder}/**/*`),
    ...['', `/${sovereignsFolder}`].map((folder) => `{workspaceRoot}/${outputFolder}${folder}/.sourceignore`),
    ...charts.map(workspaceFile),
    ...ownCode.render,
    ...environment.map((env) => ({ env })),
  ];
}

function workspaceFile(pattern: string): string {
  return pattern.startsWith('!') ? `!{workspaceRoot}/${pattern.slice(1)}` : `{workspaceRoot}/${pattern}`;
}
