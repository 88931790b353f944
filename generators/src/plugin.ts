import { basename, dirname } from 'node:path';
import { type CreateNodes, createNodesFromFiles, type ProjectConfiguration } from '@nx/devkit';
import { fleetFile } from './layout';

/** The Nx project of what all share; no Sovereign can have its name. */
const fleetProject = '@sovereign-fleet/fleet';

/** What the tree of every Sovereign is made from, beside its own spec. */
const madeFrom = ['@sovereign-fleet/bootstrap-kit', '@sovereign-fleet/compiler'];

/** One Nx project for each `sovereigns/<name>/sovereign.ts`, and one for what they share. By path alone. */
export const createNodes: CreateNodes = [
  'sovereigns/{fleet.ts,*/sovereign.ts}',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        const project = file === fleetFile ? fleet() : sovereign(basename(root), files.includes(fleetFile));
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

function sovereign(name: string, hasFleet: boolean): Omit<ProjectConfiguration, 'root'> {
  return {
    name,
    projectType: 'application',
    tags: ['type:sovereign'],
    implicitDependencies: [...(hasFleet ? [fleetProject] : []), ...madeFrom],
  };
}
