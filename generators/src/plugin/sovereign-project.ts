import { outputFolder, packageName, sovereignFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { type ReadSpecImports, specFile, specFqdn } from '@sovereign-fleet/workspace/project';
import { renderInputs, reviewInputs } from './target-inputs';
import { textsIn, type WorkspaceCharts } from './workspace-charts';

/** What the tree of every Sovereign is made from, beside its own spec. */
const madeFrom = [packageName('bootstrap-kit'), packageName('compiler')];

const generators = packageName('generators');

/** What all Sovereigns share. */
export interface SharedByAll {
  readonly root: string;
  readonly charts: WorkspaceCharts;
  readonly readImports: ReadSpecImports;
  /** The project of the fleet and its spec, where there is one. */
  readonly fleet: { readonly project: string; readonly file: string } | undefined;
}

/** The Nx project of one Sovereign. */
export function sovereignProject(name: string, shared: SharedByAll): Omit<ProjectConfiguration, 'root'> {
  const { fleet } = shared;
  return {
    name,
    projectType: 'application',
    tags: ['type:sovereign'],
    implicitDependencies: [...(fleet === undefined ? [] : [fleet.project]), ...madeFrom],
    targets: {
      ...renderAndReview(name, shared),
      // Not cached: it is about a repository elsewhere.
      propose: { executor: `${generators}:propose` },
    },
  };
}

/** Cached: a spec reads nothing but what it imports. */
function renderAndReview(
  name: string,
  { root, charts, readImports, fleet }: SharedByAll,
): Record<string, TargetConfiguration> {
  const specs = [specFile(name), ...(fleet === undefined ? [] : [fleet.file])];
  const fqdn = specFqdn(join(root, specFile(name)));
  const tree = `${outputFolder}/${sovereignFolder(fqdn ?? '')}`;
  const texts = fqdn === undefined ? undefined : textsIn(join(root, tree));
  const trees = fqdn === undefined ? [outputFolder] : [tree, ...besideTrees(root)];
  const files = new Set(specs.flatMap((spec) => readImports(spec).files));
  const read = { specs: [...files], trees, charts: charts.foldersNamedIn(texts) };
  return {
    render: {
      executor: `${generators}:render`,
      cache: true,
      inputs: renderInputs(read),
      outputs: ['{workspaceRoot}/dist/render/{projectName}'],
    },
    review: {
      executor: `${generators}:review`,
      cache: true,
      inputs: reviewInputs(read),
      outputs: ['{workspaceRoot}/dist/review/{projectName}'],
    },
  };
}

/**
 * Folders beside that of the Sovereigns, by their names: Nx takes `!(…)` for a pattern that shuts trees out
 * altogether.
 */
function besideTrees(root: string): readonly string[] {
  const folder = join(root, outputFolder);
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const beside = entries.filter((entry) => entry.isDirectory() && entry.name !== sovereignsFolder);
  return beside.map(({ name }) => `${outputFolder}/${name}`);
}
