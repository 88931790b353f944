import { z } from 'zod';
import { roles } from './region';
import type { SlotValues, Substituted, SubstituteDeclarations } from './substitute';

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
  values: z.custom<SlotValues>().optional(),
});

export type Slot = Readonly<z.infer<typeof SlotShape>>;

type Metadata = Readonly<Record<string, string | Substituted<'string'>>>;

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
