import { z } from 'zod';
import { asZodIssue, type Remedies } from '../issue/zod-issues';
import { mirroredRegistriesRemedies, MirroredRegistriesShape, mirrorRemedy, refuseMirror } from './registry-mirror';

/** What a record has beside what its kit has. Rows are checked with the kit, since they stand among its rows. */
export const ownPartsShape = {
  /** Slots of the kit that it leaves out, by name. */
  without: z.array(z.string()).superRefine(refuseTwice).readonly().optional(),
  /** Slots of its own: rows of `slots/` beside the record. */
  slots: z.array(z.unknown()).readonly().optional(),
  /** Where its charts come from: in place of the kit's source of that name, or beside them. */
  sources: z.record(z.string(), z.unknown()).optional(),
  /** Secrets that its slots and sources refer to, by name, and who delivers each. */
  secrets: z.record(z.string(), z.unknown()).optional(),
  /** The same of ConfigMaps. */
  configMaps: z.record(z.string(), z.unknown()).optional(),
  /** Objects of it that make others which no tree has, by id, and why that is right. */
  unfollowed: z.record(z.string(), z.unknown()).optional(),
  /** Sources in its clusters that have its tree, too, by id. */
  treeSources: z.array(z.unknown()).readonly().optional(),
  /** What is in its clusters and in no tree, as a render is to read it. */
  standIns: z.array(z.unknown()).readonly().optional(),
  /** The registry through which its images are pulled. Without it: that of the fleet. */
  registryMirror: z.string().superRefine(refuseMirror).optional(),
  /** Registries that this mirror has beside those that every mirror has, and its project for each. */
  mirroredRegistries: MirroredRegistriesShape.optional(),
};

const delivered = "{ namespace: 'flux-system', keys: ['token'], from: 'bootstrap', why: 'pulls charts' }";

export const ownPartsRemedies: Remedies = {
  without: "Write names of slots of the kit, such as ['bp-backup']",
  'without[]': "Write the name of a slot of the kit, such as 'bp-backup'",
  slots: "Write rows, such as [billing], and at the top: import { billing } from './slots/70-billing'",
  sources: "Write sources by name, such as { openova: { url: 'oci://harbor.acme.example/openova' } }",
  secrets: `Write Secrets by name, such as { 'acme-pull': ${delivered} }`,
  configMaps: `Write ConfigMaps by name, such as { zones: ${delivered} }`,
  unfollowed: "Write reasons by object, such as { 'ResourceSet apps/tenants': 'makes a Namespace for each tenant' }",
  treeSources: "Write sources that have this tree, too, such as ['OCIRepository flux-system/fleet']",
  standIns: 'Write objects as the cluster has them, such as a HelmRepository that the installation brings',
  registryMirror: mirrorRemedy,
  ...mirroredRegistriesRemedies,
};

function refuseTwice(names: readonly string[], context: z.RefinementCtx): void {
  names.forEach((name, index) => {
    const first = names.indexOf(name);
    if (first === index) return;
    const problem = `without[${first}] is the same slot`;
    const issue = asZodIssue({ code: 'taken', problem, remedy: 'Remove one of them' });
    context.addIssue({ ...issue, path: [index] });
  });
}
