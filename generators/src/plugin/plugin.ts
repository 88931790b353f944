import { kitOfFile } from '@sovereign-fleet/bootstrap-kit/layout';
import { packageName, printableLine } from '@sovereign-fleet/domain/layout';
import { basename, dirname } from 'node:path';
import type { CreateNodes, ProjectConfiguration } from '@nx/devkit';
// The devkit has it from here, and would load all that generators need.
import { createNodesFromFiles } from 'nx/src/project-graph/plugins/utils';
export { preTasksExecution } from '../nx/before-tasks';
import { keepCompiledCode } from '../nx/kept-code';
import { fleetFile } from '@sovereign-fleet/workspace/project';
import { besideTrees, kitProject, type SharedByAll, sovereignProject, treeOf } from './sovereign-project';
import { chartsOfTrees } from './charts-of-trees';
import { filesWith } from './files-of-specs';
import { specReader } from './spec-reader';
import { workspaceCharts } from './workspace-charts';

/** The Nx project of what all share; no Sovereign can have its name. */
const fleetProject = packageName('fleet');

/** One Nx project for each `sovereigns/<name>/sovereign.ts` and each kit, and one for what all Sovereigns share. */
export const createNodes: CreateNodes = [
  '{sovereigns/fleet.ts,sovereigns/*/sovereign.ts,kits/*/kit.ts}',
  async (files, options, context) => {
    const root = context.workspaceRoot;
    const fleet = files.includes(fleetFile) ? { project: fleetProject, file: fleetFile } : undefined;
    const specs = specReader(root);
    const trees = files.flatMap((file) => treeOf(specs.fqdnOf(file)) ?? []);
    const charts = await chartsOfTrees(root, trees, workspaceCharts(root));
    const ofFleet = fleet === undefined ? [] : specs.filesOf(fleet.file);
    const shared = { charts, specs, filesWith: filesWith(ofFleet), beside: besideTrees(root), fleet };
    const nodes = await createNodesFromFiles(
      (file) => {
        const folder = dirname(file);
        return { projects: { [folder]: projectOf(file, shared) } };
      },
      files,
      options,
      context,
    );
    for (const { save } of [specs, charts]) save();
    tellBroken(files.filter((file) => kitOfFile(file) === undefined && specs.isBroken(file)));
    await keepCompiledCode();
    return nodes;
  },
];

const told = new Set<string>();

/** Beside what a command prints, which a program may read; once, since some commands ask twice. */
function tellBroken(specs: readonly string[]): void {
  const news = specs.filter((file) => !told.has(file));
  for (const file of news) told.add(file);
  for (const file of news) process.stderr.write(`${printableLine(file)} is no whole spec: "npx nx sync" says why.\n`);
}

function projectOf(file: string, shared: SharedByAll): Omit<ProjectConfiguration, 'root'> {
  if (file === fleetFile) return { name: fleetProject, tags: ['type:fleet'] };
  const kit = kitOfFile(file);
  if (kit !== undefined) return { name: kitProject(kit), tags: ['type:kit'] };
  return sovereignProject(basename(dirname(file)), shared);
}
