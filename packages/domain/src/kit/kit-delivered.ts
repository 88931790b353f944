import { slotFolderName } from '../fleet/layout';
import { pickOne } from '../issue/nearest';
import { configMapKeys, externalSecretsGroup, makesSecret } from '../slot/made-object';
import type { Slot } from '../slot/slot';
import type { SlotObject } from '../slot/slot-object';
import { type DeliveredObject, deliveredObjects } from './delivered';
import { issueAt, type KitIssue, unusedRow } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';

/** A kit with what its slots have beside their HelmReleases. */
export type KitOfObjects = BootstrapKitRows & { readonly objects: Readonly<Record<string, readonly SlotObject[]>> };

type Input = NonNullable<Slot['inputs']>[number];

/** What is wrong with the Secrets and ConfigMaps that a kit declares. */
export function issuesInDelivered(kit: KitOfObjects): readonly KitIssue[] {
  return [
    ...issuesOfUse(kit),
    ...issuesOfTwins(kit),
    ...issuesOfStandIns(kit),
    ...issuesOfExternal(kit),
    ...issuesOfFiles(kit),
  ];
}

/** Secrets and ConfigMaps that are declared, and that neither a source nor a slot names. */
function issuesOfUse({ secrets = {}, configMaps = {}, sources, slots }: BootstrapKitRows): readonly KitIssue[] {
  const inputs = slots.flatMap((slot) => slot.inputs ?? []);
  const namesOf = (kind: string) => inputs.filter((input) => input.kind === kind).map(({ name }) => name);
  const usedSecrets = [...namesOf('Secret'), ...Object.values(sources).map(({ secret }) => secret)];
  const usedConfigMaps = namesOf('ConfigMap');
  return [
    ...Object.keys(secrets)
      .filter((name) => !usedSecrets.includes(name))
      // What is said of a field called so is not printed, so the name is in the sentence.
      .map((name) => unusedRow('secrets', name, `neither a source nor a slot names "${name}"`)),
    ...Object.keys(configMaps)
      .filter((name) => !usedConfigMaps.includes(name))
      .map((name) => unusedRow('configMaps', name, 'no slot names it')),
  ];
}

/** Rows that mean the same object: two would say who delivers it. */
function issuesOfTwins(kit: BootstrapKitRows): readonly KitIssue[] {
  const all = deliveredObjects(kit);
  return all.flatMap((object, index): readonly KitIssue[] => {
    const twin = all.slice(0, index).find((other) => objectText(other) === objectText(object));
    if (twin === undefined) return [];
    const problem = `row "${twin.reference}" is ${objectText(object)} too`;
    const remedy = 'Take one of them out, or write another name or namespace';
    return [issueAt(fieldOfRow(object), object.name, { code: 'taken', problem, remedy })];
  });
}

function objectText({ kind, namespace, name }: DeliveredObject): string {
  return `${kind} ${namespace}/${name}`;
}

function fieldOfRow({ kind, reference }: DeliveredObject): string {
  return `${kind === 'Secret' ? 'secrets' : 'configMaps'}.${reference}`;
}

/** Keys that a stand-in has alone, or does not have. */
function issuesOfStandIns(kit: BootstrapKitRows): readonly KitIssue[] {
  return deliveredObjects(kit).flatMap((object) => {
    const { keys, standIn } = object;
    if (standIn === undefined) return [];
    const field = `${fieldOfRow(object)}.standIn`;
    if (object.from === 'kit') {
      const problem = 'a render reads the file beside the row';
      return [issueAt(field, standIn, { code: 'misplaced', problem, remedy: 'Take it out' })];
    }
    const unknown = Object.keys(standIn).filter((key) => !keys.includes(key));
    const missing = keys.filter((key) => !Object.hasOwn(standIn, key));
    return [
      ...unknown.map((key) => {
        const problem = `nobody delivers "${key}"`;
        return issueAt(field, key, { code: 'unknown-value', problem, remedy: pickOne(key, keys) });
      }),
      ...missing.map((key) => {
        const problem = `it has no text for "${key}"`;
        return issueAt(field, key, { code: 'missing', problem, remedy: 'Write one' });
      }),
    ];
  });
}

/** Secrets that a store outside is said to deliver, and that no ExternalSecret makes. */
function issuesOfExternal({ name: kit, objects, slots, ...rows }: KitOfObjects): readonly KitIssue[] {
  const all = Object.values(objects).flat();
  const bringer = slots.find(({ brings = [] }) => brings.includes(externalSecretsGroup));
  const folder = bringer === undefined ? '<the slot that brings external-secrets.io>' : slotFolderName(bringer);
  return deliveredObjects(rows).flatMap((secret): readonly KitIssue[] => {
    const { kind, reference, from, namespace, name, keys } = secret;
    if (kind !== 'Secret' || from !== 'external' || all.some((object) => makesSecret(object, secret))) return [];
    const data = keys.map((secretKey) => `{ secretKey: ${secretKey}, remoteRef: { key: … } }`).join(', ');
    const lines =
      `apiVersion: ${externalSecretsGroup}/v1, kind: ExternalSecret, ` +
      `metadata: { name: ${name}, namespace: ${namespace} }, ` +
      `spec: { secretStoreRef: …, target: { name: ${name} }, data: [${data}] }`;
    const problem = `no ExternalSecret beside a row makes the Secret ${namespace}/${name}`;
    const remedy = `Write kits/${kit}/slots/${folder}/${reference}.yaml with ${lines}`;
    return [issueAt(`${fieldOfRow(secret)}.from`, from, { code: 'missing', problem, remedy })];
  });
}

/**
 * ConfigMaps that are said to stand beside a row and do not. Those that do may be from 'bootstrap', as kits had to say
 * it before there was 'kit': then whoever asks hears that Phase 0 delivers them.
 */
function issuesOfFiles(kit: KitOfObjects): readonly KitIssue[] {
  const own = deliveredObjects({ configMaps: kit.configMaps }).filter(({ from }) => from === 'kit');
  return own.flatMap((map): readonly KitIssue[] => {
    const maker = makerOf(map, kit);
    return maker === undefined ? [missingFile(map, kit)] : missingKeys(map, maker, kit);
  });
}

interface Maker {
  readonly slot: string;
  readonly keys: readonly string[];
}

function makerOf(map: DeliveredObject, { slots, objects }: KitOfObjects): Maker | undefined {
  const made = slots.flatMap(({ name: slot }) =>
    (objects[slot] ?? []).flatMap((object): readonly Maker[] => {
      const keys = configMapKeys(object, map);
      return keys === undefined ? [] : [{ slot, keys }];
    }),
  );
  return made[0];
}

function missingFile(map: DeliveredObject, { name: kit, slots }: KitOfObjects): KitIssue {
  const { reference, namespace, name, keys, from } = map;
  const reader = slots.find(({ inputs = [] }) => inputs.some((input) => isOf(input, map)));
  const folder = reader === undefined ? '<the slot that reads it>' : slotFolderName(reader);
  const data = keys.map((key) => `${key}: …`).join(', ');
  const metadata = `metadata: { name: ${name}, namespace: ${namespace} }`;
  const lines = `apiVersion: v1, kind: ConfigMap, ${metadata}, data: { ${data} }`;
  const problem = `no file beside a row makes the ConfigMap ${namespace}/${name}`;
  const remedy = `Write kits/${kit}/slots/${folder}/${reference}.yaml with ${lines}; or from: 'bootstrap'`;
  return issueAt(`${fieldOfRow(map)}.from`, from, { code: 'missing', problem, remedy });
}

function isOf({ kind, name }: Input, { reference, ...map }: DeliveredObject): boolean {
  return kind === map.kind && name === reference;
}

function missingKeys(map: DeliveredObject, maker: Maker, { slots }: KitOfObjects): readonly KitIssue[] {
  const inputs = slots.flatMap((slot) => slot.inputs ?? []).filter((input) => isOf(input, map));
  const missing = map.keys.filter((key) => !maker.keys.includes(key) && !isOptional(key, inputs));
  return missing.map((key) => {
    const problem = `the file beside ${maker.slot} has no such key in its data`;
    const refusal = { code: 'unknown-value', problem, remedy: pickOne(key, maker.keys) } as const;
    return issueAt(`${fieldOfRow(map)}.keys`, key, refusal);
  });
}

/** Flux goes on without a key that every reader may do without. */
function isOptional(key: string, inputs: readonly Input[]): boolean {
  const readers = inputs.filter((input) => (input.key ?? 'values.yaml') === key);
  return readers.length > 0 && readers.every(({ optional }) => optional === true);
}
