import { logger, type Tree as NxTree } from '@nx/devkit';
import { compile, resolve, sovereignFolder } from '@sovereign-fleet/compiler';
import { parseSovereign, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { outputFolder, specFile } from '../layout';
import { readFleet } from '../read-fleet';
import { writeTree } from '../write-tree';
import type { SovereignOptions } from './options';
import { type Plan, planSovereign } from './plan';
import { specSource } from './spec-source';

/** Writes the spec of a new Sovereign and compiles its tree. Asked for one that is there already, changes nothing. */
export default function sovereignGenerator(nxTree: NxTree, options: SovereignOptions): () => void {
  const record = valueOf(readFleet(nxTree));
  const plan = valueOf(planSovereign(options, record));
  const sovereign = sovereignOf(plan);
  const topology = valueOf(resolve({ sovereign, fleet: record.fleet, kit: record.kit }));
  const { name, source, fqdn } = sovereign;
  if (options.name === undefined) logger.info(`No name was given: this Sovereign is "${name}".`);
  if (plan.kind === 'new') nxTree.write(source, specSource(plan.spec));
  writeTree(nxTree, compile([topology]), { folder: `${outputFolder}/${sovereignFolder(fqdn)}` });
  return () => {
    logger.info(summary(sovereign, plan.kind));
  };
}

function sovereignOf(plan: Plan): Sovereign {
  if (plan.kind === 'present') return plan.sovereign;
  return valueOf(parseSovereign({ source: specFile(plan.name), name: plan.name, spec: plan.spec }));
}

function summary({ name, source, fqdn, regions }: Sovereign, kind: Plan['kind']): string {
  const places = regions.map(({ key, role }) => `${key} (${role})`).join(', ');
  return [
    `${kind === 'new' ? 'New Sovereign' : 'Nothing to change:'} "${name}", ${fqdn} in ${places}.`,
    `Next: look at ${source} and ${outputFolder}/${sovereignFolder(fqdn)}/, and commit both.`,
  ].join('\n');
}
