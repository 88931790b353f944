import { kitOfFile } from '@sovereign-fleet/bootstrap-kit/layout';
import { packageName } from '@sovereign-fleet/domain';
import { basename, dirname } from 'node:path';
import { type CreateNodes, createNodesFromFiles, type ProjectConfiguration } from '@nx/devkit';
export { preTasksExecution } from '../nx/before-tasks';
import { fleetFile, specFilesReader } from '@sovereign-fleet/workspace/project';
import { besideTrees, kitProject, type SharedByAll, sovereignProject } from './sovereign-project';
import { chartsOfTrees } from './charts-of-trees';
import { workspaceCharts } from './workspace-charts';

/** The Nx project of what all share; no Sovereign can have its name. */
const fleetProject = packageName('fleet');

/** One Nx project for each `sovereigns/<name>/sovereign.ts` and each kit, and one for what all Sovereigns share. */
export const createNodes: CreateNodes = [
  '{sovereigns/fleet.ts,sovereigns/*/sovereign.ts,kits/*/kit.ts}',
  (files, options, context) => {
    const root = context.workspaceRoot;
    const named = files.includes(fleetFile) ? { project: fleetProject, file: fleetFile } : undefined;
    const charts = workspaceCharts(root);
    const chartsIn = chartsOfTrees(root, charts);
    const shared = { root, chartsIn, beside: besideTrees(root), readFiles: specFilesReader(root), fleet: named };
    return createNodesFromFiles(
      (file) => {
        const folder = dirname(file);
        return { projects: { [folder]: projectOf(file, shared) } };
      },
      files,
      options,
      context,
    );
  },
];

function projectOf(file: string, shared: SharedByAll): Omit<ProjectConfiguration, 'root'> {
  if (file === fleetFile) return { name: fleetProject, tags: ['type:fleet'] };
  const kit = kitOfFile(file);
  if (kit !== undefined) return { name: kitProject(kit), tags: ['type:kit'] };
  return sovereignProject(basename(dirname(file)), shared);
}
