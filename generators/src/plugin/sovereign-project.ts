import { outputFolder, packageName, sovereignFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { graphFile, kitOfFile, objectFiles, objectFilesIn } from '@sovereign-fleet/bootstrap-kit/layout';
import { ownRowsFolder, type ReadSpecFiles, secretFiles, specFile, specFqdn } from '@sovereign-fleet/workspace/project';
import { renderInputs, reviewInputs } from './target-inputs';
import type { ChartsIn } from './charts-of-trees';

/** What the tree of every Sovereign is made from, beside its own spec. */
const madeFrom = [packageName('bootstrap-kit'), packageName('compiler')];

const generators = packageName('generators');

/** The Nx project of a kit; no Sovereign can have its name. */
export function kitProject(name: string): string {
  return packageName(`kit-${name}`);
}

/** What all Sovereigns share. */
export interface SharedByAll {
  readonly root: string;
  readonly chartsIn: ChartsIn;
  /** `besideTrees` of the root. */
  readonly beside: readonly string[];
  readonly readFiles: ReadSpecFiles;
  /** The project of the fleet and its spec, where there is one. */
  readonly fleet: { readonly project: string; readonly file: string } | undefined;
}

/** The Nx project of one Sovereign. */
export function sovereignProject(name: string, shared: SharedByAll): Omit<ProjectConfiguration, 'root'> {
  const { fleet } = shared;
  const files = filesOfSpecs(name, shared);
  const kits = kitsIn(files);
  const beside = [secretFiles(name), objectFilesIn(ownRowsFolder(name)), ...kits.flatMap(filesBesideRows)];
  return {
    name,
    projectType: 'application',
    tags: ['type:sovereign'],
    implicitDependencies: [...(fleet === undefined ? [] : [fleet.project]), ...kits.map(kitProject), ...madeFrom],
    targets: {
      ...renderAndReview(name, [...files, ...beside], shared),
      // Not cached: it prints, and is done in no time.
      explain: { executor: `${generators}:explain` },
      secrets: { executor: `${generators}:secrets` },
      // Not cached: it is about a repository elsewhere.
      propose: { executor: `${generators}:propose` },
    },
  };
}

/** The spec of a Sovereign and that of the fleet, with all that they import, but for the kits of other Sovereigns. */
function filesOfSpecs(name: string, { readFiles, fleet }: SharedByAll): readonly string[] {
  const files = readFiles(specFile(name));
  const shared = fleet === undefined ? [] : readFiles(fleet.file);
  const kits = kitsIn(files);
  const isOther = (file: string) => kits.length > 0 && kitOfFile(file) !== undefined;
  return [...new Set([...files, ...shared.filter((file) => !isOther(file))])];
}

function filesBesideRows(kit: string): readonly string[] {
  return [graphFile(kit), objectFiles(kit)];
}

function kitsIn(files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap((file) => kitOfFile(file) ?? []))];
}

/** Cached: a spec reads nothing but what it imports. */
function renderAndReview(
  name: string,
  specs: readonly string[],
  { root, chartsIn, beside }: SharedByAll,
): Record<string, TargetConfiguration> {
  const fqdn = specFqdn(join(root, specFile(name)));
  const tree = `${outputFolder}/${sovereignFolder(fqdn ?? '')}`;
  const trees = fqdn === undefined ? [outputFolder] : [tree, ...beside];
  const read = { specs, trees, charts: chartsIn(fqdn === undefined ? undefined : tree) };
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
export function besideTrees(root: string): readonly string[] {
  const folder = join(root, outputFolder);
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const beside = entries.filter((entry) => entry.isDirectory() && entry.name !== sovereignsFolder);
  return beside.map(({ name }) => `${outputFolder}/${name}`);
}
