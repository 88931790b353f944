import { logger, type Tree as NxTree } from '@nx/devkit';
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  outputFolder,
  parseSovereign,
  resultOf,
  type Sovereign,
  sovereignFolder,
  valueOf,
} from '@sovereign-fleet/domain';
import {
  issuesOfRefusedObjects,
  readFleet,
  readSecretFiles,
  specFile,
  specSource,
} from '@sovereign-fleet/workspace/specs';
import { issueOfWrite, WrittenMeanwhile } from '@sovereign-fleet/workspace/disk';
import { keepCompiledCode } from '../nx/kept-code';
import { recordTree } from '../nx/record-tree';
import type { SovereignOptions } from './options';
import { type Plan, planSovereign } from './plan';
import { issuesOfUnreadSpecs, linesOfUnread } from './unread-specs';

/** Writes the spec of a new Sovereign and compiles its tree. Asked for one that is there already, changes nothing. */
export default function sovereignGenerator(nxTree: NxTree, options: SovereignOptions): () => Promise<void> {
  const newcomer = options.name === undefined ? undefined : String(options.name);
  const record = valueOf(readFleet(nxTree, newcomer));
  const plan = valueOf(planSovereign(options, record));
  if (plan.kind === 'new') {
    const asked = { name: plan.name, fqdn: plan.spec.fqdn };
    valueOf(resultOf(issuesOfUnreadSpecs(nxTree, asked, record.unread), () => asked));
  }
  const sovereign = sovereignOf(plan, nxTree.root);
  const topology = valueOf(resolve({ sovereign, fleet: record.fleet, kits: record.kits }));
  const { name, source, fqdn } = sovereign;
  if (options.name === undefined) logger.info(`No name was given: this Sovereign is "${name}".`);
  if (plan.kind === 'new') writeNew(nxTree, source, specSource(plan.spec, plan.spec.kit));
  const tree = compile([topology]);
  recordTree(nxTree, tree, {
    folder: `${outputFolder}/${sovereignFolder(fqdn)}`,
    issuesOf: ({ missing, different }) => issuesOfRefusedObjects(tree, [...missing, ...different], [sovereign]),
    newFiles: plan.kind === 'new' ? [source] : [],
  });
  return async () => {
    logger.info(summary(sovereign, plan.kind));
    for (const line of linesOfUnread(record.unread)) logger.warn(line);
    await keepCompiledCode();
  };
}

/** Nx would write over a file that is there, or keep quiet if the text is equal. Either way another command made it. */
function writeNew(nxTree: NxTree, path: string, text: string): void {
  nxTree.write(path, text);
  const isNew = nxTree.listChanges().some((change) => change.path === path && change.type === 'CREATE');
  valueOf(resultOf(isNew ? [] : [issueOfWrite(path, new WrittenMeanwhile(path))], () => path));
}

/** A person may have encrypted its Secrets before: a kit can ask for some. */
function sovereignOf(plan: Plan, root: string): Sovereign {
  if (plan.kind === 'present') return plan.sovereign;
  const { name, spec } = plan;
  return valueOf(
    parseSovereign({ source: specFile(name), name, spec, secretFiles: valueOf(readSecretFiles(root, name)) }),
  );
}

function summary({ name, source, fqdn, regions }: Sovereign, kind: Plan['kind']): string {
  const places = regions.map(({ key, role }) => `${key} (${role})`).join(', ');
  return [
    `${kind === 'new' ? 'New Sovereign' : 'Nothing to change:'} "${name}", ${fqdn} in ${places}.`,
    `Next: look at ${source} and ${outputFolder}/${sovereignFolder(fqdn)}/, and commit both.`,
  ].join('\n');
}
