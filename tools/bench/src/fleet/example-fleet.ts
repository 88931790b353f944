import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type BootstrapKit, type Fleet, parseFleet, valueOf } from '@sovereign-fleet/domain';
import { readSharedAt } from '@sovereign-fleet/workspace/specs';
import { exampleKit, writeFiles } from '@sovereign-fleet/workspace/testing';
import { exampleSpecs, type NamedSpec } from './example-specs';
import { repository } from './repository';
import { wideKitFiles } from './wide-kit';
import { fleetOfWideKit, wideSpecs } from './wide-specs';

/** The kit of the tests, of five slots, or one of forty. */
export type KitName = 'five' | 'forty';

/** What all Sovereigns share. */
export interface Shared {
  readonly fleet: Fleet;
  readonly kits: readonly BootstrapKit[];
}

export interface ExampleFleet {
  readonly specs: readonly NamedSpec[];
  readonly shared: Shared;
}

/** A fleet of `count` Sovereigns. The kit of forty slots is written into a folder first, as people have it. */
export function exampleFleet(kit: KitName, count: number, folder: string): ExampleFleet {
  return kit === 'five'
    ? { specs: exampleSpecs(count), shared: sharedOfFive() }
    : { specs: wideSpecs(count), shared: readWide(folder) };
}

export function sharedOfFive(): Shared {
  const fleet = {
    domain: 'fleet.example.com',
    repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
  };
  return { fleet: valueOf(parseFleet('fleet.ts', fleet)), kits: [exampleKit()] };
}

function readWide(root: string): Shared {
  writeFiles(root, { ...wideKitFiles(), ...fleetOfWideKit });
  linkCorePackages(root);
  return valueOf(readSharedAt(root));
}

/** What specs and kits import. */
export function linkCorePackages(root: string): void {
  const modules = join(root, 'node_modules/@sovereign-fleet');
  mkdirSync(modules, { recursive: true });
  symlinkSync(join(repository, 'generators'), join(modules, 'nx'));
}
