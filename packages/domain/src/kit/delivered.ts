import { z } from 'zod';
import { dnsLabelSource, dnsNameSource, isDnsName } from '../sovereign/dns-name';
import type { Json } from '../sovereign/json';

const namespace = new RegExp(`^${dnsLabelSource()}$`);

const registry = new RegExp(`^${dnsNameSource}(:[0-9]+)?$`);

/** A Secret that the kit refers to and does not make. What it holds is in no kit. */
export const DeliveredShape = z.strictObject({
  /** The name of the object. Without it: the key of the row, by which sources and slots refer to it. */
  name: z.string().refine(isDnsName, 'Kubernetes takes no such name').optional(),
  namespace: z.string().regex(namespace, 'it must be the name of a namespace'),
  keys: z
    .array(z.string().regex(/^[\w.-]+$/, 'it must be a key of the object'))
    .min(1)
    .readonly(),
  /** Who delivers it: Phase 0, an encrypted file beside the spec, or a store outside of the cluster. */
  from: z.enum(['bootstrap', 'sops', 'external']),
  /** What it is for, for whoever has to make one. */
  why: z.string().min(1),
  /** The registries for which a `.dockerconfigjson` has credentials, such as `ghcr.io`. */
  registries: z.array(z.string().regex(registry, 'it must be a host, with its port')).min(1).readonly().optional(),
  /** Made-up texts by key, which a render reads where Flux reads what is delivered. */
  standIn: z.record(z.string(), z.string()).optional(),
});

/** SOPS and ExternalSecrets deliver Secrets alone; a file beside a row (`kit`) has ConfigMaps alone. */
export const DeliveredConfigMapShape = DeliveredShape.extend({ from: z.enum(['bootstrap', 'kit']) });

export type Delivered = Readonly<z.infer<typeof DeliveredShape>>;
export type DeliveredConfigMap = Readonly<z.infer<typeof DeliveredConfigMapShape>>;

/** An object that rows and sources read, as a cluster knows it. */
export interface DeliveredObject extends Omit<Delivered, 'from'> {
  readonly kind: 'Secret' | 'ConfigMap';
  /** The key of its row. */
  readonly reference: string;
  readonly name: string;
  readonly from: Delivered['from'] | DeliveredConfigMap['from'];
}

interface DeliveredRows {
  readonly secrets?: Readonly<Record<string, Delivered>> | undefined;
  readonly configMaps?: Readonly<Record<string, DeliveredConfigMap>> | undefined;
}

/** What the rows of a kit mean, in their order: Secrets first. */
export function deliveredObjects({ secrets = {}, configMaps = {} }: DeliveredRows): readonly DeliveredObject[] {
  return [...objectsOf('Secret', secrets), ...objectsOf('ConfigMap', configMaps)];
}

function objectsOf(kind: DeliveredObject['kind'], rows: Readonly<Record<string, Delivered | DeliveredConfigMap>>) {
  return Object.entries(rows).map(([reference, row]): DeliveredObject => ({
    ...row,
    kind,
    reference,
    name: row.name ?? reference,
  }));
}

/** The name of the object that a source or a slot refers to. */
export function objectName(kind: DeliveredObject['kind'], reference: string, rows: DeliveredRows): string {
  const declared = (kind === 'Secret' ? rows.secrets : rows.configMaps) ?? {};
  return (Object.hasOwn(declared, reference) ? declared[reference]?.name : undefined) ?? reference;
}

export const deliveredRemedies = Object.fromEntries(
  ['secrets.*', 'configMaps.*'].flatMap((at) => [
    [at, "Write { namespace: 'flux-system', keys: ['token'], from: 'bootstrap', why: 'pulls charts' }"],
    [`${at}.name`, 'Write the name of the object, such as "ghcr-pull"; without it, that is the key of the row'],
    [`${at}.namespace`, 'Write a namespace such as "flux-system"'],
    [`${at}.keys`, "Write keys such as ['token']"],
    [`${at}.keys[]`, 'Write a key such as "token"'],
    [`${at}.from`, at === 'secrets.*' ? "Write 'bootstrap', 'sops' or 'external'" : "Write 'bootstrap' or 'kit'"],
    [`${at}.why`, 'Write in a few words what it is for'],
    [`${at}.registries`, "Write hosts such as ['ghcr.io']"],
    [`${at}.registries[]`, 'Write a host such as "ghcr.io"'],
    [`${at}.standIn`, "Write texts by key, such as { token: 'made-up' }, and never the real ones"],
    [`${at}.standIn.*`, "Write a text, such as '3' for the number"],
  ]),
);

/** An object of the cluster. */
export interface StandIn {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: Json };
  readonly [field: string]: Json;
}

export const StandInShape = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({ name: z.string().min(1), namespace: z.string().optional() }),
});
