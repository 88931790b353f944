import { slotFolderName } from '../fleet/layout';
import { groupOf } from '../slot/kubernetes-kinds';
import { isSubstituted, type SlotValue } from '../slot/parameter';
import type { SlotObject } from '../slot/slot-object';
import type { KitIssue } from './kit-issue';
import type { KitWithObjects } from './kit-parameters';

const group = 'external-secrets.io';

interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

/** Whether an object is an ExternalSecret that makes a Secret. */
export function makesSecret(object: SlotObject, { namespace, name }: SecretName): boolean {
  if (groupOf(object.apiVersion) !== group) return false;
  const { spec } = object.value;
  if (object.kind === 'ClusterExternalSecret') {
    // Which namespaces have it, labels say in the cluster.
    return (
      nameIn(valueIn(spec, 'externalSecretSpec'), nameOf(valueIn(spec, 'externalSecretName')) ?? object.name) === name
    );
  }
  return object.kind === 'ExternalSecret' && object.namespace === namespace && nameIn(spec, object.name) === name;
}

/** The target of a spec; without one, an operator takes the name of the ExternalSecret. */
function nameIn(spec: SlotValue | undefined, ownName: string): string {
  return nameOf(valueIn(valueIn(spec, 'target'), 'name')) ?? ownName;
}

function nameOf(value: SlotValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function valueIn(value: SlotValue | undefined, key: string): SlotValue | undefined {
  if (typeof value !== 'object' || isSubstituted(value) || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, SlotValue>>)[key]; // it has the key
}

/** Secrets that a store outside is said to deliver, and that no ExternalSecret makes. */
export function issuesOfExternal({ name: kit, secrets = {}, objects, slots }: KitWithObjects): readonly KitIssue[] {
  const all = Object.values(objects).flat();
  const bringer = slots.find(({ brings = [] }) => brings.includes(group));
  const folder = bringer === undefined ? '<the slot that brings external-secrets.io>' : slotFolderName(bringer);
  return Object.entries(secrets).flatMap(([name, { from, namespace, keys }]): readonly KitIssue[] => {
    if (from !== 'external' || all.some((object) => makesSecret(object, { namespace, name }))) return [];
    const data = keys.map((secretKey) => `{ secretKey: ${secretKey}, remoteRef: { key: … } }`).join(', ');
    const lines =
      `apiVersion: ${group}/v1, kind: ExternalSecret, metadata: { name: ${name}, namespace: ${namespace} }, ` +
      `spec: { secretStoreRef: …, target: { name: ${name} }, data: [${data}] }`;
    const problem = `no ExternalSecret beside a row makes the Secret ${namespace}/${name}`;
    const remedy = `Write kits/${kit}/slots/${folder}/${name}.yaml with ${lines}`;
    return [{ field: `secrets.${name}.from`, value: from, code: 'missing', problem, remedy }];
  });
}
