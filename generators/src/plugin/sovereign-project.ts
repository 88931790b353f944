import { outputFolder, packageName, sovereignFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { specFile, specSources } from '@sovereign-fleet/workspace/specs';
import { specFqdn } from '@sovereign-fleet/workspace/specs';
import { renderInputs, reviewInputs } from './target-inputs';
import { textsIn, type WorkspaceCharts } from './workspace-charts';

/** What the tree of every Sovereign is made from, beside its own spec. */
const madeFrom = [packageName('bootstrap-kit'), packageName('compiler')];

const generators = packageName('generators');

/** Inputs of every render. */
const known = ['packages/domain/'];

/** What all Sovereigns share. */
export interface SharedByAll {
  readonly root: string;
  readonly charts: WorkspaceCharts;
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

/** Cached, unless a spec may read what no import names. */
function renderAndReview(name: string, { root, charts, fleet }: SharedByAll): Record<string, TargetConfiguration> {
  const spec = specSources(root, specFile(name), known);
  const ofFleet = fleet === undefined ? undefined : specSources(root, fleet.file, known);
  const fqdn = specFqdn(join(root, specFile(name)));
  const tree = `${outputFolder}/${sovereignFolder(fqdn ?? '')}`;
  const texts = fqdn === undefined ? undefined : textsIn(join(root, tree));
  const trees = fqdn === undefined ? [outputFolder] : [tree, ...besideTrees(root)];
  const specs = [...spec.files, ...(ofFleet?.files ?? [])];
  const read = { specs, trees, charts: charts.foldersNamedIn(texts) };
  const cache = !spec.readsMore && ofFleet?.readsMore !== true;
  return {
    render: {
      executor: `${generators}:render`,
      cache,
      inputs: renderInputs(read),
      outputs: ['{workspaceRoot}/dist/render/{projectName}'],
    },
    review: {
      executor: `${generators}:review`,
      cache,
      inputs: reviewInputs(read),
      outputs: ['{workspaceRoot}/dist/review/{projectName}'],
    },
  };
}

/** Folders beside that of the Sovereigns, by their names: Nx takes `!(…)` for a pattern that shuts trees out altogether. */
function besideTrees(root: string): readonly string[] {
  const folder = join(root, outputFolder);
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const beside = entries.filter((entry) => entry.isDirectory() && entry.name !== sovereignsFolder);
  return beside.map(({ name }) => `${outputFolder}/${name}`);
}
