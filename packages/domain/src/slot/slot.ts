import { z } from 'zod';
import { asZodIssue } from '../issue/zod-issues';
import { chartValueRefusals, isPlainObject } from '../sovereign/chart-values';
import { dnsLabelSource, dnsNameSource } from '../sovereign/dns-name';
import { providerNames } from '../sovereign/provider';
import { environments, roles } from '../sovereign/region';
import { buildingBlocks } from './building-block';
import { refuseSaidVersion, saidVersionShape } from './chart-version';
import { EdgeShape } from './edge';
import { AnnotationsShape, LabelsShape } from './metadata';
import { ActionShape, PatchShape, ReleaseFieldsShape } from './release-options';
import { slotRemedies } from './slot-remedies';
import type { SlotValues } from './parameter';
import { ValuePathShape } from './value-path';

const dnsLabel = new RegExp(`^${dnsLabelSource()}$`);
const releaseLabel = new RegExp(`^bp-${dnsLabelSource(53)}$`);
const installedName = new RegExp(`^${dnsLabelSource(53)}$`);

const objectName = new RegExp(`^${dnsNameSource}$`);

const NamespaceName = z.string().regex(dnsLabel, 'it must be the name of a namespace');
const SecretKey = z.string().regex(/^[\w.-]+$/, 'it must be a key of a Secret');
const SecretName = z.string().regex(objectName, 'it must be the name of a Secret');

/** One slot of the bootstrap kit, as a row of a kit. */
export const SlotShape = z.strictObject({
  /** The step in the kit: two digits, and a letter where a step was squeezed in (`06a`). */
  number: z.string().regex(/^[0-9]{2}[a-z]?$/, 'it must be two digits, and a letter where one is needed'),
  /** Name of the HelmRelease: `bp-` (a Blueprint), then the release's name, for which Helm allows 53 characters. */
  name: z.string().regex(releaseLabel, 'it must be "bp-" and a release name'),
  /** The HelmRelease object where it is not the slot's name in `flux-system`, as in a tree that was adopted. */
  release: z
    .strictObject({
      name: z.string().regex(objectName, 'it must be the name of an object').optional(),
      namespace: NamespaceName.optional(),
      /** What it carries beside the labels and annotations of the kit. */
      labels: LabelsShape.optional(),
      annotations: AnnotationsShape.optional(),
    })
    .optional(),
  chart: z
    .strictObject({
      /** A source of the kit. Without it: the first. */
      source: z.string().optional(),
      /** The chart in its source. Without it: the slot's name. */
      name: z.string().regex(dnsLabel, 'it must be the name of a chart').optional(),
      ...saidVersionShape,
    })
    .superRefine(refuseSaidVersion),
  /** What Helm knows: the release's name, and the namespace in which it keeps the release. */
  installs: z
    .strictObject({
      as: z.string().regex(installedName, 'it must be the name of a release').optional(),
      storage: NamespaceName.optional(),
    })
    .optional(),
  /** Where the release is installed, and who makes that namespace: this slot's file, Helm, the chart, or neither. */
  namespace: z.strictObject({
    name: NamespaceName,
    from: z.enum(['slot', 'helm', 'chart', 'elsewhere']),
    /** Of the Namespace, where this slot's file makes it: Pod Security among them. */
    labels: LabelsShape.optional(),
  }),
  /** The slots whose releases must be ready before. */
  dependsOn: z.array(EdgeShape).readonly(),
  /** The API groups of the custom resources that the chart brings: `cert-manager.io`. */
  brings: z
    .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'it must be an API group'))
    .readonly()
    .optional(),
  /** What k3s brings and the release does in its place: nodes are started without it where the slot is on. */
  replaces: z
    .array(z.enum(['cloud-controller', 'kube-proxy']))
    .readonly()
    .optional(),
  /** The vCluster that the slot makes, where it makes one. */
  buildingBlock: z.enum(buildingBlocks).optional(),
  /** Of a vCluster: the Secret in `flux-system` into which its chart writes the kubeconfig. */
  kubeConfig: z.strictObject({ secret: SecretName, key: SecretKey }).optional(),
  /** The vCluster into which the release is installed. Without it: the host cluster. */
  runsIn: z.enum(buildingBlocks).optional(),
  /** Where the slot is on. Without it: everywhere. */
  where: z
    .strictObject({
      roles: z.array(z.enum(roles)).min(1).readonly().optional(),
      providers: z.array(z.enum(providerNames)).min(1).readonly().optional(),
      environments: z.array(z.enum(environments)).min(1).readonly().optional(),
      /** A feature of the kit that has to be on. */
      feature: z.string().optional(),
      /**
       * What is there elsewhere: nothing, a suspended release, or a release of a chart that renders nothing. Without
       * it: `empty` by role, else `absent`.
       */
      off: z.enum(['absent', 'suspended', 'empty']).optional(),
      /** The value of the chart that is false where the slot is `empty`. */
      gate: ValuePathShape.optional(),
    })
    .optional(),
  /** How Helm installs and upgrades. Without it: the kit's first profile. */
  action: ActionShape.optional(),
  /** Values from Secrets and ConfigMaps of the release's namespace. */
  inputs: z
    .array(
      z.strictObject({
        kind: z.enum(['Secret', 'ConfigMap']),
        name: z.string().regex(objectName, 'it must be the name of an object'),
        key: z
          .string()
          .regex(/^[\w.-]+$/, 'it must be a key of it')
          .optional(),
        to: ValuePathShape.optional(),
        optional: z.boolean().optional(),
        literal: z.boolean().optional(),
      }),
    )
    .readonly()
    .optional(),
  values: z.custom<SlotValues>().superRefine(refuseSlotValues).optional(),
  /** Patches of what the chart rendered, for what its values cannot say. */
  afterHelm: z.array(PatchShape).readonly().optional(),
  /** Fields of the HelmRelease that have no key here. */
  helm: ReleaseFieldsShape.optional(),
});

export type Slot = Readonly<z.infer<typeof SlotShape>>;

/** The fields of a row by the key that a person may write for one: `chart.version` by `version`. */
export const slotFields: ReadonlyMap<string, string> = new Map([
  ...Object.keys(SlotShape.shape).map((key) => [key, key] as const),
  ['version', 'chart.version'],
  ['digest', 'chart.digest'],
]);

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
