import { packageName } from '@sovereign-fleet/domain';
import { basename, dirname } from 'node:path';
import { type CreateNodes, createNodesFromFiles, type ProjectConfiguration } from '@nx/devkit';
export { preTasksExecution } from '../nx/before-tasks';
import { fleetFile, specImportsReader } from '@sovereign-fleet/workspace/project';
import { sovereignProject } from './sovereign-project';
import { workspaceCharts } from './workspace-charts';

/** The Nx project of what all share; no Sovereign can have its name. */
const fleetProject = packageName('fleet');

/** One Nx project for each `sovereigns/<name>/sovereign.ts`, and one for what they share. */
export const createNodes: CreateNodes = [
  'sovereigns/{fleet.ts,*/sovereign.ts}',
  (files, options, context) => {
    const root = context.workspaceRoot;
    const named = files.includes(fleetFile) ? { project: fleetProject, file: fleetFile } : undefined;
    const shared = { root, charts: workspaceCharts(root), readImports: specImportsReader(root), fleet: named };
    return createNodesFromFiles(
      (file) => {
        const folder = dirname(file);
        const project = file === fleetFile ? fleet() : sovereignProject(basename(folder), shared);
        return { projects: { [folder]: project } };
      },
      files,
      options,
      context,
    );
  },
];

function fleet(): Omit<ProjectConfiguration, 'root'> {
  return { name: fleetProject, tags: ['type:fleet'] };
}
