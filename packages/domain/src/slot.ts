import { z } from 'zod';
import { chartValueRefusals } from './chart-values';
import { roles } from './region';
import { isSubstituted, type SlotValues, type Substituted, type SubstituteDeclarations } from './substitute';
import { asZodIssue } from './zod-issues';

const dnsLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const buildingBlocks = ['mgmt', 'dmz', 'rtz'] as const;
export type BuildingBlock = (typeof buildingBlocks)[number];

/** One slot of the bootstrap kit, as a row of the catalogue. */
export const SlotShape = z.strictObject({
  /** The step in the kit: two digits, and a letter where a step was squeezed in (`06a`). */
  number: z.string().regex(/^[0-9]{2}[a-z]?$/, 'it must be two digits, and a letter where one is needed'),
  /** Name of the HelmRelease: `bp-` (a Blueprint), then the release's name, for which Helm allows 53 characters. */
  name: z.string().regex(/^bp-[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?$/, 'it must be "bp-" and a release name'),
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

type Metadata = Readonly<Record<string, string | Substituted<'string'>>>;

// Kubernetes, "Labels and Selectors": a key is a name, behind a DNS prefix where it has one.
const metadataKey = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

function metadata(value: RegExp) {
  return z.custom<Metadata>().superRefine((pairs, context) => {
    for (const [key, text] of Object.entries(pairs)) {
      const isValue = typeof text === 'string' ? value.test(text) : isSubstituted(text);
      if (isValue && metadataKey.test(key)) continue;
      const problem = 'Kubernetes does not take it';
      context.addIssue({ ...asZodIssue({ problem, remedy: 'Write { "example.com/tier": "base" }' }), path: [key] });
    }
  });
}

/** What is the same for every slot; the rows themselves are checked one by one. */
export const KitShape = z.looseObject({
  chartRepository: z.string().regex(/^oci:\/\/[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9._-]+)*$/, 'it must be an OCI repository'),
  chartSecret: z.string().regex(dnsLabel, 'it must be the name of a Secret'),
  labels: metadata(labelValue),
  annotations: metadata(/^/),
});

/** A catalogue before it is checked. */
export interface BootstrapKitRows {
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
  for (const refusal of chartValueRefusals(values)) {
    context.addIssue({ ...asZodIssue(refusal), path: [...refusal.path] });
  }
}
