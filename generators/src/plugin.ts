import { basename, dirname } from 'node:path';
import { type CreateNodes, createNodesFromFiles, type ProjectConfiguration } from '@nx/devkit';
import { fleetFile } from './layout';
import { sovereignProject } from './sovereign-project';

/** The Nx project of what all share; no Sovereign can have its name. */
const fleetProject = '@sovereign-fleet/fleet';

/** One Nx project for each `sovereigns/<name>/sovereign.ts`, and one for what they share. */
export const createNodes: CreateNodes = [
  'sovereigns/{fleet.ts,*/sovereign.ts}',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        const project =
          file === fleetFile
            ? fleet()
            : sovereignProject(
                context.workspaceRoot,
                basename(root),
                files.includes(fleetFile) ? fleetProject : undefined,
              );
        return { projects: { [root]: project } };
      },
      files,
      options,
      context,
    ),
];

function fleet(): Omit<ProjectConfiguration, 'root'> {
  return { name: fleetProject, tags: ['type:fleet'] };
}
