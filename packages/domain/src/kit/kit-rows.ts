import { z } from 'zod';
import { asZodIssue, type Remedies } from '../issue/zod-issues';
import { dnsLabelSource, isDnsName } from '../sovereign/dns-name';
import { type ChartSource, chartSourceRemedies, ChartSourceShape } from './chart-source';
import {
  type Delivered,
  type DeliveredConfigMap,
  DeliveredConfigMapShape,
  deliveredRemedies,
  DeliveredShape,
  type StandIn,
  StandInShape,
} from './delivered';
import { type FeatureDeclarations, featureRemedies, FeaturesShape } from './feature';
import { type Metadata, AnnotationsShape, LabelsShape } from '../slot/metadata';
import { type Profile, ProfileShape } from '../slot/release-options';
import type { Slot } from '../slot/slot';
import { remediesOfAction } from '../slot/slot-remedies';
import type { ParameterDeclarations } from '../slot/parameter';
import { declarationRefusals } from './parameter-declaration';

/** An object as a render names it. */
const objectId = /^[A-Z][A-Za-z0-9]* [a-z0-9-]*\/?[a-z0-9.-]+$/;

const dnsLabel = new RegExp(`^${dnsLabelSource()}$`);

/** What is the same for every slot; the rows themselves are checked one by one. */
export const KitShape = z.strictObject({
  name: z.string().regex(dnsLabel, 'it must be the name of a folder in kits/'),
  sources: z.record(z.string(), ChartSourceShape).superRefine(refuseObjectNames),
  profiles: z.record(z.string(), ProfileShape).optional(),
  secrets: z.record(z.string(), DeliveredShape).superRefine(refuseObjectNames).optional(),
  configMaps: z.record(z.string(), DeliveredConfigMapShape).superRefine(refuseObjectNames).optional(),
  decryption: z.strictObject({ secret: z.string().refine(isDnsName, 'Kubernetes takes no such name') }).optional(),
  unfollowed: z.record(z.string(), z.string().min(1)).superRefine(refuseIds).optional(),
  treeSources: z.array(z.string().regex(objectId, 'it names no object')).optional(),
  standIns: z.array(StandInShape).optional(),
  labels: LabelsShape,
  annotations: AnnotationsShape,
  parameters: z.record(z.string(), z.unknown()).superRefine(refuseDeclarations),
  features: FeaturesShape.optional(),
  slots: z.array(z.unknown()),
});

export const kitRemedies: Remedies = {
  '': "Write export default defineKit({ name: 'openova', sources: …, parameters, slots: [ … ] })",
  name: "Write the name of its folder in kits/, such as 'openova'",
  sources: "Write sources by name, such as { openova: { type: 'oci', url: 'oci://ghcr.io/openova-io' } }",
  ...chartSourceRemedies,
  profiles: "Write profiles by name, such as { quick: { timeout: '5m', install: { disableWait: true } } }",
  ...remediesOfAction('profiles.*'),
  secrets: "Write Secrets by name, such as { 'ghcr-pull': { namespace: 'flux-system', keys: […], … } }",
  configMaps: "Write ConfigMaps by name, such as { 'zones': { namespace: 'dns', keys: […], … } }",
  ...deliveredRemedies,
  decryption: "Write { secret: 'sops-age' }",
  'decryption.secret': "Write the name of a Secret in flux-system, such as 'sops-age'",
  unfollowed: "Write reasons by object, such as { 'ResourceSet apps/tenants': 'makes a Namespace for each tenant' }",
  'unfollowed.*': 'Write in a few words why a review need not look at what it makes',
  treeSources: "Write sources that have this tree, too, such as ['OCIRepository flux-system/fleet']",
  'treeSources[]': "Write its kind, namespace and name: 'OCIRepository flux-system/fleet'",
  standIns: 'Write objects as the cluster has them, such as a HelmRepository that the installation brings',
  'standIns[]': 'Write an object with apiVersion, kind and metadata.name',
  parameters: "Write declarations by name, such as { SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' } }",
  ...featureRemedies,
  slots: "Write rows such as { number: '01', name: 'bp-cilium', … }",
};

/** A kit before it is checked. */
export interface BootstrapKitRows {
  /** The kit's folder in `kits/`. */
  readonly name: string;
  /** Where charts come from, by name. The first is that of each row which names none. */
  readonly sources: Readonly<Record<string, ChartSource>>;
  /** Options of Helm, by name. The first is that of each row which names none; without any: `contractProfile`. */
  readonly profiles?: Readonly<Record<string, Profile>> | undefined;
  /** The Secrets that rows and sources refer to, by the names they use, and who delivers each. Never a value. */
  readonly secrets?: Readonly<Record<string, Delivered>> | undefined;
  /** The same of ConfigMaps; `kit` are those that a file beside a row makes. */
  readonly configMaps?: Readonly<Record<string, DeliveredConfigMap>> | undefined;
  /** The Secret in `flux-system` with which Flux decrypts files of SOPS. Without it: `sops-age`. */
  readonly decryption?: { readonly secret: string } | undefined;
  /** Objects that make others which no tree has, such as `ResourceSet apps/tenants`, and why that is right. */
  readonly unfollowed?: Readonly<Record<string, string>> | undefined;
  /** Sources in the cluster that have the tree of the fleet, too, beside the one that the entry of a region names. */
  readonly treeSources?: readonly string[] | undefined;
  /** Objects of the cluster that no tree has, such as a HelmRepository. A render says which of them it read. */
  readonly standIns?: readonly StandIn[] | undefined;
  /** What every slot's HelmRelease carries. */
  readonly labels: Metadata;
  readonly annotations: Metadata;
  readonly parameters: ParameterDeclarations;
  /** What a Sovereign can have or not, by name. */
  readonly features?: FeatureDeclarations | undefined;
  readonly slots: readonly Slot[];
}

/** The Secret in `flux-system` with which Flux decrypts the files of a Sovereign. */
export function decryptionSecret({ decryption }: BootstrapKitRows): string {
  return decryption?.secret ?? 'sops-age';
}

function refuseDeclarations(declarations: object, context: z.RefinementCtx): void {
  for (const [name, declaration] of Object.entries(declarations)) {
    for (const { key, ...refusal } of declarationRefusals(declaration)) {
      context.addIssue({ ...asZodIssue(refusal), path: [name, ...key] });
    }
  }
}

/** A row without another name has its key in the cluster: one that Kubernetes refuses would stop the whole kit. */
function refuseObjectNames(rows: object, context: z.RefinementCtx): void {
  for (const name of Object.keys(rows)) {
    if (isDnsName(name)) continue;
    const problem = `Kubernetes takes no object of the name ${JSON.stringify(name)}`;
    const remedy = 'Write a name of a-z, 0-9, "-" and ".", such as "ghcr-pull"';
    context.addIssue({ ...asZodIssue({ code: 'malformed', problem, remedy }), path: [name] });
  }
}

function refuseIds(rows: object, context: z.RefinementCtx): void {
  for (const id of Object.keys(rows).filter((name) => !objectId.test(name))) {
    const [problem, remedy] = ['it names no object', "Write its kind, namespace and name: 'ResourceSet apps/tenants'"];
    context.addIssue({ ...asZodIssue({ code: 'malformed', problem, remedy }), path: [id] });
  }
}
