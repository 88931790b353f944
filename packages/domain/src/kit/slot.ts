import { z } from 'zod';
import type { Refusal } from '../issue/issue';
import { asZodIssue, type Remedies } from '../issue/zod-issues';
import { chartValueRefusals, isPlainObject } from '../sovereign/chart-values';
import { dnsLabelSource, dnsNameSource, isDnsName } from '../sovereign/dns-name';
import { roles } from '../sovereign/region';
import { buildingBlocks } from './building-block';
import { isSubstituted, type SlotValues, type Substituted, type SubstituteDeclarations } from './substitute';
import { declarationRefusals } from './substitute-declaration';

const dnsLabel = new RegExp(`^${dnsLabelSource()}$`);
const releaseLabel = new RegExp(`^bp-${dnsLabelSource(53)}$`);

/** One slot of the bootstrap kit, as a row of a kit. */
export const SlotShape = z.strictObject({
  /** The step in the kit: two digits, and a letter where a step was squeezed in (`06a`). */
  number: z.string().regex(/^[0-9]{2}[a-z]?$/, 'it must be two digits, and a letter where one is needed'),
  /** Name of the HelmRelease: `bp-` (a Blueprint), then the release's name, for which Helm allows 53 characters. */
  name: z.string().regex(releaseLabel, 'it must be "bp-" and a release name'),
  chart: z.strictObject({
    name: z.string().regex(dnsLabel, 'it must be the name of a chart'),
    /** The tag of the OCI artifact. */
    version: z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/, 'it must be one exact version'),
    /** Digest of the OCI artifact; where it is known, it decides and not the tag. */
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, 'it must be "sha256:" and 64 hexadecimal digits')
      .optional(),
  }),
  /** Where the release is installed. */
  namespace: z.string().regex(dnsLabel, 'it must be the name of a namespace'),
  /** Who makes that namespace: this slot's file, the chart itself, or neither. */
  namespaceFrom: z.enum(['slot', 'chart', 'elsewhere']),
  /** Names of the slots whose releases must be ready before. */
  dependsOn: z.array(z.string()).readonly(),
  /** The roles of the regions in which the slot is enabled. */
  roles: z.array(z.enum(roles)).min(1).readonly(),
  /** The vCluster that the slot makes, where it makes one. */
  buildingBlock: z.enum(buildingBlocks).optional(),
  values: z.custom<SlotValues>().superRefine(refuseSlotValues).optional(),
});

export type Slot = Readonly<z.infer<typeof SlotShape>>;

/** The fields of a row by the key that a person may write for one: `chart.version` by `version`. */
export const slotFields: ReadonlyMap<string, string> = new Map([
  ...Object.keys(SlotShape.shape).map((key) => [key, key] as const),
  ['version', 'chart.version'],
  ['digest', 'chart.digest'],
]);

type Metadata = Readonly<Record<string, string | Substituted<'string'>>>;

// Kubernetes, "Labels and Selectors": the name of a key, and a value.
const keyName = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

function metadata(value: RegExp) {
  return z.custom<Metadata>().superRefine((pairs: unknown, context) => {
    if (!isPlainObject(pairs)) context.addIssue(asZodIssue(noMetadata));
    for (const [key, text] of Object.entries(isPlainObject(pairs) ? pairs : {})) {
      const isValue = typeof text === 'string' ? value.test(text) : isReference(text);
      if (isValue && isMetadataKey(key)) continue;
      context.addIssue({ ...asZodIssue({ ...noMetadata, problem: 'Kubernetes does not take it' }), path: [key] });
    }
  });
}

/** A key is a name, behind a DNS prefix where it has one: `example.com/tier`. */
function isMetadataKey(key: string): boolean {
  const slash = key.indexOf('/');
  return keyName.test(key.slice(slash + 1)) && (slash < 0 || isDnsName(key.slice(0, slash)));
}

const noMetadata: Refusal = {
  code: 'malformed',
  problem: 'it must be texts by key',
  remedy: 'Write { "example.com/tier": "base" }',
};

function isReference(value: unknown): boolean {
  return isPlainObject(value) && isSubstituted(value as SlotValues); // of any object it says whether it is one
}

const ociRepository = new RegExp(`^oci://${dnsNameSource}(:[0-9]+)?(/[a-z0-9._-]+)*$`);

/** What is the same for every slot; the rows themselves are checked one by one. */
export const KitShape = z.strictObject({
  name: z.string().regex(dnsLabel, 'it must be the name of a folder in kits/'),
  chartRepository: z.string().regex(ociRepository, 'it must be an OCI repository'),
  chartSecret: z.string().regex(dnsLabel, 'it must be the name of a Secret'),
  labels: metadata(labelValue),
  annotations: metadata(/^/),
  substitutes: z.record(z.string(), z.unknown()).superRefine(refuseDeclarations),
  slots: z.array(z.unknown()),
});

export const kitRemedies: Remedies = {
  '': "Write export default defineKit({ name: 'openova', chartRepository: …, substitutes, slots: [ … ] })",
  name: "Write the name of its folder in kits/, such as 'openova'",
  chartRepository: 'Write it as "oci://ghcr.io/openova-io"',
  chartSecret: 'Write a name such as "ghcr-pull"',
  substitutes: "Write declarations by name, such as { SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' } }",
  slots: "Write rows such as { number: '01', name: 'bp-cilium', … }",
};

export const slotRemedies: Remedies = {
  '': "Write a row such as { number: '01', name: 'bp-cilium', … }",
  number: 'Write the step as "58" or "06a"',
  name: 'Write a name such as "bp-cilium"',
  chart: "Write { name: 'bp-cilium', version: '1.4.0' }",
  'chart.name': 'Write the chart as it is in the registry, such as "bp-cilium"',
  'chart.version': 'Write the version that was reviewed, such as "1.4.0"',
  'chart.digest': 'Write the digest that the registry gives for the version',
  namespace: 'Write a namespace such as "cert-manager"',
  namespaceFrom: "Write 'slot', 'chart' or 'elsewhere'",
  dependsOn: "Write names of slots, such as ['bp-cilium'], or []",
  'dependsOn[]': "Write the name of a slot, such as 'bp-cilium'",
  roles: "Write ['primary'], ['secondary'] or both",
  'roles[]': "Write 'primary' or 'secondary'",
  buildingBlock: `Write one of ${buildingBlocks.join(', ')}, or leave it out`,
  values: 'Write values of the chart, such as { replicas: 2 }',
};

/** A kit before it is checked. */
export interface BootstrapKitRows {
  /** The kit's folder in `kits/`. */
  readonly name: string;
  /** The OCI repository under which the charts are: `oci://ghcr.io/openova-io`. */
  readonly chartRepository: string;
  /** The Secret in `flux-system` with that registry's credentials. */
  readonly chartSecret: string;
  /** What every slot's HelmRelease carries. */
  readonly labels: Metadata;
  readonly annotations: Metadata;
  readonly substitutes: SubstituteDeclarations;
  readonly slots: readonly Slot[];
}

function refuseSlotValues(values: unknown, context: z.RefinementCtx): void {
  if (!isPlainObject(values)) {
    context.addIssue(
      asZodIssue({ code: 'wrong-type', problem: 'it must be a map', remedy: slotRemedies['values'] ?? '' }),
    );
  }
  for (const refusal of chartValueRefusals(values)) {
    context.addIssue({ ...asZodIssue(refusal), path: [...refusal.path] });
  }
}

function refuseDeclarations(declarations: object, context: z.RefinementCtx): void {
  for (const [name, declaration] of Object.entries(declarations)) {
    for (const { key, ...refusal } of declarationRefusals(declaration)) {
      context.addIssue({ ...asZodIssue(refusal), path: [name, ...key] });
    }
  }
}
