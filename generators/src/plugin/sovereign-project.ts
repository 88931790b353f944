import { outputFolder, packageName, sovereignFolder, sovereignsFolder } from '@sovereign-fleet/domain/layout';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { objectFilesIn } from '@sovereign-fleet/bootstrap-kit/layout';
import { ownRowsFolder, secretFiles, specFile } from '@sovereign-fleet/workspace/project';
import type { ChartsOfTrees } from './charts-of-trees';
import type { FilesOfSpecs, FilesWith } from './files-of-specs';
import { ownCode } from './own-code';
import { pathsByFolder } from './paths-by-folder';
import type { SpecReader } from './spec-reader';
import { cloudInitInputs, targetInputs } from './target-inputs';

const plugin = packageName('nx');

/** The Nx project of a kit; no Sovereign can have its name. */
export function kitProject(name: string): string {
  return packageName(`kit-${name}`);
}

/** What all Sovereigns share. */
export interface SharedByAll {
  readonly charts: Pick<ChartsOfTrees, 'filesIn'>;
  readonly specs: Pick<SpecReader, 'filesOf' | 'fqdnOf' | 'mayPause'>;
  readonly filesWith: FilesWith;
  /** `besideTrees` of the root. */
  readonly beside: readonly string[];
  /** The project of the fleet and its spec, where there is one. */
  readonly fleet: { readonly project: string; readonly file: string } | undefined;
}

/** The Nx project of one Sovereign. */
export function sovereignProject(name: string, shared: SharedByAll): Omit<ProjectConfiguration, 'root'> {
  const { fleet } = shared;
  const { kits, patterns } = filesOfSpecs(name, shared);
  return {
    name,
    projectType: 'application',
    tags: ['type:sovereign'],
    implicitDependencies: [
      ...(fleet === undefined ? [] : [fleet.project]),
      ...kits.map(kitProject),
      ...ownCode.madeFrom,
    ],
    targets: {
      ...renderAndReview(name, patterns, shared),
      'cloud-init': {
        executor: `${plugin}:cloud-init`,
        cache: true,
        inputs: cloudInitInputs(patterns),
        outputs: ['{workspaceRoot}/dist/cloud-init/{projectName}'],
      },
      // Not cached: it holds secrets.
      'cloud-init-plain': { executor: `${plugin}:cloud-init-plain` },
      // Not cached: it prints, and is done in no time.
      explain: { executor: `${plugin}:explain` },
      secrets: { executor: `${plugin}:secrets` },
      // Not cached: it is about a repository elsewhere.
      propose: { executor: `${plugin}:propose` },
    },
  };
}

/** The spec of a Sovereign and that of the fleet with all that they import, and what is beside rows. */
function filesOfSpecs(name: string, { specs, filesWith }: SharedByAll): FilesOfSpecs {
  const files = specs.filesOf(specFile(name));
  const isOwn = (file: string) => file.startsWith(`${dirname(specFile(name))}/`);
  const { kits, patterns } = filesWith(files.filter((file) => !isOwn(file)));
  const own = pathsByFolder(files.filter(isOwn));
  return { kits, patterns: [...own, secretFiles(name), objectFilesIn(ownRowsFolder(name)), ...patterns] };
}

/** Cached: a spec reads nothing but what it imports. A pause ends on a day, which no file says. */
function renderAndReview(
  name: string,
  files: readonly string[],
  { charts, specs, beside }: SharedByAll,
): Record<string, TargetConfiguration> {
  const tree = treeOf(specs.fqdnOf(specFile(name)));
  const trees = tree === undefined ? [outputFolder] : [tree, ...beside];
  const inputs = targetInputs({ specs: files, trees, charts: charts.filesIn(tree) });
  const executor = `${plugin}:render-review`;
  return {
    render: {
      executor,
      options: { step: 'render' },
      cache: true,
      inputs: inputs.render,
      outputs: ['{workspaceRoot}/dist/render/{projectName}'],
    },
    review: {
      executor,
      options: { step: 'review' },
      cache: !specs.mayPause(specFile(name)),
      inputs: inputs.review,
      outputs: ['{workspaceRoot}/dist/review/{projectName}'],
    },
  };
}

/** The folder of a Sovereign's tree, from the root. */
export function treeOf(fqdn: string | undefined): string | undefined {
  return fqdn === undefined ? undefined : `${outputFolder}/${sovereignFolder(fqdn)}`;
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
