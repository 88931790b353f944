import type { Kustomization } from '@sovereign-fleet/flux';
import { isJsonMap, isSopsValue, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { decodeBase64 } from '@sovereign-fleet/go-text';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { mapObjects } from '../objects/map-json';
import { idOfObject } from '../objects/object-id';
import { isSecret } from '../secrets/secret-kind';

interface KnownSecrets {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly RenderProblem[];
}

/**
 * The objects of a build with what kustomize-controller would have decrypted before it (decryptor.go: DecryptSources,
 * DecryptResource): a Secret that is made of a file which SOPS encrypted has values that are not known, in place of
 * ciphertext, and where kustomize put a hash of them to its name, a name that says so. Without `spec.decryption` Flux
 * applies the ciphertext.
 */
export function withUnknownValues(
  objects: readonly KubernetesObject[],
  { decryption }: Pick<Kustomization['spec'], 'decryption'>,
): KnownSecrets {
  const made = objects.filter((object) => isSecret(object) && hasCiphertext(object));
  if (made.length === 0) return { objects, problems: [] };
  if (decryption?.provider !== 'sops') return { objects, problems: made.map(ciphertextProblem) };
  const names = new Map(made.flatMap(({ metadata: { name } }) => (hash.test(name) ? [[name, unknownName(name)]] : [])));
  return {
    objects: objects.map((object) => withNames(made.includes(object) ? withMarks(object) : object, names)),
    problems: made.map((object) => unknownProblem(object, names.get(object.metadata.name))),
  };
}

/** What kustomize puts to a name (kustomize: api/hasher, encode). */
const hash = /-[bcdfghkmt2456789]{10}$/;

function unknownName(name: string): string {
  return name.replace(hash, '-unknown');
}

/** Marks of SOPS in a file of one of its formats (decryptor.go: sopsFormatToMarkerBytes). */
const marks = ['"mac": "ENC[', 'sops_mac=ENC[', 'mac: ENC['];
const ini = /^\[sops\]$/m;
const mac = /ENC\[AES256_GCM,data:[^\]]*\]/g;

function textsOf({ data }: KubernetesObject): ReadonlyMap<string, string> {
  const texts = Object.entries(isJsonMap(data) ? data : {}).map(([key, value]): [string, string] => {
    return [key, typeof value === 'string' ? (decodeBase64(value) ?? '') : ''];
  });
  return new Map(texts);
}

function hasCiphertext(object: KubernetesObject): boolean {
  return [...textsOf(object)].some(([key, text]) => isEncryptedFile(text) || (key === 'sops_mac' && isSopsValue(text)));
}

function isEncryptedFile(text: string): boolean {
  return marks.some((mark) => text.includes(mark)) || (ini.test(text) && text.includes('ENC['));
}

/** With a value as SOPS writes it for each one that is not known, and without what SOPS adds to a file of variables. */
function withMarks(object: KubernetesObject): KubernetesObject {
  const data = isJsonMap(object['data']) ? object['data'] : {};
  const isOfVariables = textsOf(object).has('sops_mac');
  const marked = [...textsOf(object)]
    .filter(([key]) => !(isOfVariables && key.startsWith('sops_')))
    .map(([key, text]): [string, Json] => [key, markIn(text) ?? data[key] ?? null]);
  return { ...object, data: Object.fromEntries(marked) };
}

/** The last value of an encrypted file is its `mac`, which is another one with each change. */
function markIn(text: string): string | undefined {
  if (isSopsValue(text)) return text;
  return isEncryptedFile(text) ? text.match(mac)?.findLast(isSopsValue) : undefined;
}

function withNames(object: KubernetesObject, names: ReadonlyMap<string, string>): KubernetesObject {
  if (names.size === 0) return object;
  const rename = (value: Json): Json => (typeof value === 'string' ? (names.get(value) ?? value) : value);
  const change = (map: JsonMap): JsonMap => {
    const entries = Object.entries(map).map(([key, value]) => [key, rename(value)] as const);
    return entries.every(([key, value]) => value === map[key]) ? map : Object.fromEntries(entries);
  };
  return mapObjects(object, change) as KubernetesObject; // only texts change
}

function unknownProblem(object: KubernetesObject, name: string | undefined): RenderProblem {
  const values = 'it is made of what SOPS encrypted, so that its values are known to Flux alone';
  const problem = name === undefined ? values : `${values}, and so is the hash in its name: ${name}`;
  const id = idOfObject({ ...object, metadata: { ...object.metadata, name: name ?? object.metadata.name } });
  return { kind: 'encrypted', object: id, field: 'data', problem, remedy: 'Review it in the cluster' };
}

function ciphertextProblem(object: KubernetesObject): RenderProblem {
  const problem =
    'it is made of what SOPS encrypted, and its Kustomization has no spec.decryption, so that Flux applies the ' +
    'ciphertext as its values';
  const remedy = 'Add spec.decryption to the Kustomization';
  return { kind: 'encrypted', object: idOfObject(object), field: 'data', problem, remedy };
}
