import { groupOf } from './kubernetes-kinds';
import { isSubstituted, type SlotValue } from './parameter';
import type { SlotObject } from './slot-object';

/** The API group of ExternalSecrets. */
export const externalSecretsGroup = 'external-secrets.io';

interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** Whether an object is an ExternalSecret that makes a Secret. */
export function makesSecret(object: SlotObject, { namespace, name }: ObjectName): boolean {
  if (groupOf(object.apiVersion) !== externalSecretsGroup) return false;
  const { spec } = object.value;
  if (object.kind === 'ClusterExternalSecret') {
    // Which namespaces have it, labels say in the cluster.
    return (
      nameIn(valueIn(spec, 'externalSecretSpec'), nameOf(valueIn(spec, 'externalSecretName')) ?? object.name) === name
    );
  }
  return object.kind === 'ExternalSecret' && object.namespace === namespace && nameIn(spec, object.name) === name;
}

/** The keys of a ConfigMap that values can be read from, where an object is that; undefined where it is another. */
export function configMapKeys(object: SlotObject, { namespace, name }: ObjectName): readonly string[] | undefined {
  const isIt = object.apiVersion === 'v1' && object.kind === 'ConfigMap' && object.name === name;
  if (!isIt || object.namespace !== namespace) return undefined;
  const { data } = object.value;
  return typeof data === 'object' && !isSubstituted(data) ? Object.keys(data) : [];
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
