import type { Refusal } from '../issue/issue';
import { isDnsLabel, isDnsName } from './dns-name';
import { isJsonMap, type Json, type JsonMap } from './json';
import { decryptionKeys, isSopsValue, missingInSops } from './sops';

/** What SOPS leaves in clear of a Secret. There is no field for a value. */
export interface EncryptedSecret {
  readonly namespace: string;
  readonly name: string;
  /** The names of its values. */
  readonly keys: readonly string[];
  /** The keys of Flux's own Secret that decrypt it. */
  readonly decryptedBy: readonly string[];
}

/** Why a document is no encrypted Secret. A value of it is never in it. */
export interface SecretRefusal extends Refusal {
  readonly field: string;
  /** What stands there in words, or a name that is no secret. */
  readonly value: unknown;
}

/** Encrypts the values alone: Flux has to read the rest. */
export function encryptCommand(file: string): string {
  return `sops encrypt --in-place --encrypted-regex '^(data|stringData)$' ${file}`;
}

/** A document of a file that SOPS encrypted, or everything that speaks against it. */
export function readEncryptedSecret(document: Json, file: string): EncryptedSecret | readonly SecretRefusal[] {
  if (!isJsonMap(document)) return [notASecret('document', 'no object')];
  const plain = valuesIn(document).filter(({ value }) => !isEncrypted(value));
  const refusals = [
    ...(isSealed(document['kind']) || isSealed(document['apiVersion']) ? [sealedKind(file)] : refusalsOfKind(document)),
    ...refusalsOfMetadata(document['metadata'], file),
    ...unknownFields(document),
    ...plain.map(({ field }) => inClear(field, file)),
    ...(plain.length > 0 && document['sops'] === undefined ? [] : refusalsOfSops(document['sops'], file)),
  ];
  const { name, namespace } = isJsonMap(document['metadata']) ? document['metadata'] : {};
  if (refusals.length > 0 || typeof name !== 'string' || typeof namespace !== 'string') return refusals;
  const keys = valuesIn(document).map(({ key }) => key);
  return { namespace, name, keys: [...new Set(keys)].sort(), decryptedBy: decryptionKeys(document['sops']) };
}

const valueFields = ['data', 'stringData'];
const knownFields = ['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'sops', ...valueFields];

function valuesIn(
  document: JsonMap,
): readonly { readonly field: string; readonly key: string; readonly value: Json }[] {
  return valueFields.flatMap((field) => {
    const values = document[field] ?? {};
    if (!isJsonMap(values)) return [{ field, key: field, value: values }];
    return Object.entries(values).map(([key, value]) => ({ field: `${field}.${key}`, key, value }));
  });
}

/** SOPS leaves an empty text as it is (getsops/sops: aes/cipher.go). */
function isEncrypted(value: Json): boolean {
  return typeof value === 'string' && (value === '' || isSopsValue(value));
}

function isSealed(value: Json | undefined): boolean {
  return typeof value === 'string' && isSopsValue(value);
}

function sealedKind(file: string): SecretRefusal {
  const problem = 'SOPS encrypted all of it, and Flux has to read kind and metadata';
  const remedy = `Decrypt it, and encrypt the values alone: ${encryptCommand(file)}`;
  return { field: 'kind', value: 'encrypted', code: 'malformed', problem, remedy };
}

function refusalsOfKind({ apiVersion, kind }: JsonMap): readonly SecretRefusal[] {
  if (apiVersion === 'v1' && kind === 'Secret') return [];
  return [notASecret('kind', typeof kind === 'string' ? kind : undefined)];
}

function notASecret(field: string, value: string | undefined): SecretRefusal {
  const problem = 'this folder holds Secrets alone';
  const remedy = 'Write apiVersion: v1 and kind: Secret, or put the object beside a row of the kit';
  return { field, value, code: 'unknown-value', problem, remedy };
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** A Kustomization has the name of the namespace, and is named in a label of at most 63 characters. */
const longestNamespace = 63 - 'secrets-'.length;

function refusalsOfMetadata(metadata: Json | undefined, file: string): readonly SecretRefusal[] {
  const { name, namespace, annotations } = isJsonMap(metadata) ? metadata : {};
  if (isSealed(name) || isSealed(namespace)) return [{ ...sealedKind(file), field: 'metadata' }];
  const found: SecretRefusal[] = [];
  if (typeof name !== 'string' || !isDnsName(name)) {
    const problem = 'Kubernetes takes no such name';
    found.push({
      field: 'metadata.name',
      value: name,
      code: 'malformed',
      problem,
      remedy: 'Write such as "dns-token"',
    });
  }
  if (typeof namespace !== 'string' || !isDnsLabel(namespace) || namespace.length > longestNamespace) {
    const problem = `it must be the name of a namespace, of at most ${longestNamespace} characters`;
    const remedy = 'Write the namespace in which it is read, such as "flux-system"';
    found.push({ field: 'metadata.namespace', value: namespace, code: 'malformed', problem, remedy });
  }
  if (isJsonMap(annotations) && annotations[lastApplied] !== undefined) {
    found.push({ ...inClear('metadata.annotations', file), problem: 'kubectl wrote the Secret into it once more' });
  }
  return found;
}

function unknownFields(document: JsonMap): readonly SecretRefusal[] {
  return Object.keys(document)
    .filter((field) => !knownFields.includes(field))
    .map((field) => {
      const problem = 'a Secret has no such field, and SOPS encrypts data and stringData';
      const remedy = `Remove it; the fields are ${knownFields.join(', ')}`;
      return { field, value: 'there', code: 'unknown-key', problem, remedy };
    });
}

function inClear(field: string, file: string): SecretRefusal {
  const problem = 'who reads the repository reads it';
  const remedy = `Change what it gives access to, write that here, and run "${encryptCommand(file)}" before you commit`;
  return { field, value: 'in clear', code: 'malformed', problem, remedy };
}

function refusalsOfSops(sops: Json | undefined, file: string): readonly SecretRefusal[] {
  const missing = missingInSops(sops);
  if (missing.length === 0) return [];
  const field = 'sops';
  if (sops === undefined) {
    const problem = 'SOPS did not encrypt it';
    return [{ field, value: undefined, code: 'missing', problem, remedy: `Run "${encryptCommand(file)}"` }];
  }
  const problem = `it has no ${missing.join(', no ')}, so that Flux cannot decrypt it`;
  const remedy = 'Encrypt the file anew with SOPS, and commit what SOPS writes';
  return [{ field, value: 'incomplete', code: 'missing', problem, remedy }];
}
