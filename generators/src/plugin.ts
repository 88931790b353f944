import { basename, dirname } from 'node:path';
import { type CreateNodes, createNodesFromFiles, type ProjectConfiguration } from '@nx/devkit';

const fleetFile = 'sovereigns/fleet.ts';

/** What the tree of every Sovereign is made from, beside its own spec. */
const madeFrom = ['@sovereign-fleet/bootstrap-kit', '@sovereign-fleet/compiler'];

/** One Nx project for each `sovereigns/<name>/sovereign.ts`, and one named `fleet` for what they share. By path alone. */
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
  return { name: 'fleet', tags: ['type:fleet'] };
}

function sovereign(name: string, hasFleet: boolean): Omit<ProjectConfiguration, 'root'> {
  return {
    name,
    projectType: 'application',
    tags: ['type:sovereign'],
    implicitDependencies: [...(hasFleet ? ['fleet'] : []), ...madeFrom],
  };
}
