import type { Issue, Refusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import { slotFolderName } from '../fleet/layout';
import { releaseNamespace, releaseObject } from '../slot/release-object';
import type { Slot } from '../slot/slot';
import { readReferences, substitutesInObject } from '../slot/substitute-text';
import { isJsonList, isJsonMap, type Json } from '../sovereign/json';
import type { BootstrapKitRows } from './kit-rows';
import { groupOf, isClusterScoped, isGroupOfRegion, isKubernetesGroup } from '../slot/kubernetes-kinds';
import { identityOf, identityText, type ObjectIdentity, type SlotObject } from '../slot/slot-object';
import type { WrittenObject } from '../sovereign/written-object';

/** The objects beside the rows of a kit, by the names of the slots. They must have no Issues. */
export function objectsBySlot(
  written: readonly WrittenObject[],
  kit: BootstrapKitRows,
): Readonly<Record<string, readonly SlotObject[]>> {
  const bySlot = kit.slots.map((slot) => {
    const own = written.filter(({ folder }) => folder === slotFolderName(slot));
    return [slot.name, own.flatMap(({ value }) => slotObject(value, kit))] as const;
  });
  return Object.fromEntries(bySlot.filter(([, objects]) => objects.length > 0));
}

function slotObject(value: WrittenObject['value'], kit: BootstrapKitRows): readonly SlotObject[] {
  const identity = identityOf(value);
  if (identity === undefined) return [];
  const isCustom = bringersOf(identity, kit.slots).length > 0;
  return [{ ...identity, isCustom, value: substitutesInObject(value, kit.parameters) }];
}

/** Objects that Flux could not apply, or that belong into a row. `owners` are the slots that they may stand beside. */
export function issuesOfObjects(
  written: readonly WrittenObject[],
  kit: BootstrapKitRows,
  owners: readonly Slot[] = kit.slots,
): readonly Issue[] {
  return written.flatMap((object, index) => {
    const identity = identityOf(object.value);
    if (identity === undefined) return [{ ...issueAt(object, undefined), ...notAnObject }];
    const refusals = [
      ...(owners.some((slot) => slotFolderName(slot) === object.folder) ? [] : [strayFile(owners)]),
      ...refusalsOfKind(identity, kit.slots),
      ...refusalsOfNamespace(identity, kit.slots),
      ...refusalsOfTwin(identity, written.slice(0, index), kit.slots),
      ...refusalsOfTexts(object.value, kit),
    ];
    return refusals.map((refusal) => ({ ...issueAt(object, identity), ...refusal }));
  });
}

function issueAt(
  { file, value }: WrittenObject,
  identity: ObjectIdentity | undefined,
): Pick<Issue, 'file' | 'field' | 'value'> {
  return identity === undefined
    ? { file, field: 'object', value }
    : { file, field: 'object', value: identityText(identity) };
}

const notAnObject: Refusal = {
  code: 'malformed',
  problem: 'it has no apiVersion, kind or metadata.name',
  remedy: 'Write an object of Kubernetes',
};

function strayFile(slots: readonly Slot[]): Refusal {
  const problem = 'no slot has the number and the name of its folder';
  const folders = slots.map(slotFolderName).join(', ');
  const remedy = folders === '' ? 'Add the row of its slot' : `Move it to the folder of its slot: ${folders}`;
  return { code: 'unknown-value', problem, remedy };
}

function refusalsOfKind(identity: ObjectIdentity, slots: readonly Slot[]): readonly Refusal[] {
  const group = groupOf(identity.apiVersion);
  if (identity.kind === 'Secret' && group === '') {
    const problem = 'a Secret would stand in Git in clear';
    const remedy = 'Declare it in "secrets" of the kit, with who delivers it';
    return [{ code: 'misplaced', problem, remedy }];
  }
  if (isGroupOfRegion(group) || bringersOf(identity, slots).length > 0) return [];
  const problem = `no slot brings ${group}, and a cluster does not have it from birth`;
  return [{ code: 'unknown-value', problem, remedy: `Write brings: ['${group}'] in the row whose chart has its CRDs` }];
}

/** The slots whose charts bring the kind of an object. */
function bringersOf({ apiVersion }: ObjectIdentity, slots: readonly Slot[]): readonly Slot[] {
  return slots.filter(({ brings = [] }) => brings.includes(groupOf(apiVersion)));
}

/** Kubernetes has these before anything is applied. */
export const bornNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system', releaseNamespace];

/** An object of a namespace that is not there stops the whole Kustomization. */
function refusalsOfNamespace(
  { apiVersion, kind, namespace }: ObjectIdentity,
  slots: readonly Slot[],
): readonly Refusal[] {
  const group = groupOf(apiVersion);
  if (isClusterScoped(group, kind)) return [];
  if (namespace === undefined) {
    if (!isKubernetesGroup(group)) return []; // nobody knows whether the kind has one
    return [{ code: 'missing', problem: 'it has no metadata.namespace', remedy: 'Write the namespace' }];
  }
  const known = [...bornNamespaces, ...slots.map((slot) => slot.namespace.name)];
  if (known.includes(namespace)) return [];
  const problem = `no slot is installed into ${namespace}, so that nobody makes it`;
  return [{ code: 'unknown-value', problem, remedy: pickOne(namespace, [...new Set(known)].sort()) }];
}

function refusalsOfTwin(
  identity: ObjectIdentity,
  earlier: readonly WrittenObject[],
  slots: readonly Slot[],
): readonly Refusal[] {
  const text = identityText(identity);
  const twin = earlier.find(({ value }) => {
    const other = identityOf(value);
    return other !== undefined && identityText(other) === text;
  });
  if (twin !== undefined) {
    return [{ code: 'taken', problem: `${twin.file} has this object too`, remedy: 'Remove one of them' }];
  }
  const maker = slots.find(({ namespace: { name, from } }) => from === 'slot' && text === `Namespace ${name}`);
  if (maker !== undefined) {
    const problem = `slot ${maker.number} ${maker.name} makes this namespace`;
    return [{ code: 'taken', problem, remedy: `Remove it, or write from: 'elsewhere' in the row` }];
  }
  const row = slots.find((slot) => {
    const { name, namespace } = releaseObject(slot);
    return text === `HelmRelease.helm.toolkit.fluxcd.io ${namespace}/${name}`;
  });
  if (row === undefined) return [];
  const problem = `slot ${row.number} ${row.name} makes this release`;
  return [{ code: 'taken', problem, remedy: 'Remove it, and say in the row what it says' }];
}

/** Text that Flux would take for something else than a bare reference to a parameter that is declared. */
function refusalsOfTexts(value: Json, { parameters }: BootstrapKitRows): readonly Refusal[] {
  const declared = Object.keys(parameters);
  const { texts, keys } = textsIn(value);
  const problem = (text: string) => `it has ${text}, which Flux would fill in`;
  const remedy = 'Write a bare reference such as ${SOVEREIGN_FQDN}, or $${ where you mean the text';
  const ofTexts = texts.flatMap((text): readonly Refusal[] => {
    const { names, odd } = readReferences(text);
    const unknown = names.filter((name) => !declared.includes(name));
    return [
      ...unknown.map((name) => ({
        code: 'unknown-value' as const,
        problem: `it refers to ${name}, which the kit does not declare`,
        remedy: pickOne(name, declared),
      })),
      ...(odd === undefined ? [] : [{ code: 'malformed' as const, problem: problem(odd), remedy }]),
    ];
  });
  const ofKeys = keys.filter(hasReference).map((key): Refusal => {
    const inValue = 'Write the reference into a value, or $${ where you mean the text';
    return { code: 'malformed', problem: `its key ${key} has a parameter, and only a value can`, remedy: inValue };
  });
  return [...ofTexts, ...ofKeys];
}

function hasReference(key: string): boolean {
  const { names, odd } = readReferences(key);
  return names.length > 0 || odd !== undefined;
}

interface Texts {
  readonly texts: readonly string[];
  readonly keys: readonly string[];
}

/** The texts of an object, and the keys of its maps. */
function textsIn(value: Json): Texts {
  if (typeof value === 'string') return { texts: [value], keys: [] };
  const parts = isJsonList(value) ? value : isJsonMap(value) ? Object.values(value) : [];
  const below = parts.map(textsIn);
  const own = isJsonMap(value) ? Object.keys(value) : [];
  return { texts: below.flatMap(({ texts }) => texts), keys: [...own, ...below.flatMap(({ keys }) => keys)] };
}
