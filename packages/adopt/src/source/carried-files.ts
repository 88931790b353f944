import { bornNamespaces, readSecretFiles, type SecretFile } from '@sovereign-fleet/domain';
import { asText, freeName, isMap } from '../model/json';
import type { Note } from '../model/note';
import { idOf, type Source, type SourceObject } from '../model/source';
import { isRead } from './is-read';
import { namespaceOf } from '@sovereign-fleet/renderer';

/** An encrypted file that the cluster reads: carried byte for byte, or the reason why it cannot be. */
interface EncryptedFile {
  readonly file: string;
  readonly carried?: SecretFile;
  readonly reason?: string;
}

/** Encrypted files that can stand in the folder of a Sovereign as they are. */
export function carriedFiles(source: Source): readonly SecretFile[] {
  return encryptedFiles(source).flatMap(({ carried }) => carried ?? []);
}

export function notesOfEncrypted(source: Source): readonly Note[] {
  return encryptedFiles(source).map(({ file: of, reason }): Note => {
    const text = 'it is copied byte for byte into the secrets of the Sovereign, and was not opened';
    const kept = { reason: 'encrypted, kept as it is', of } as const;
    return reason === undefined
      ? { ...kept, text }
      : { ...kept, text: `it is not taken over: ${reason}`, leavesOut: true };
  });
}

/** Whether a carried file has a Secret. */
export function isCarried(source: Source, namespace: string, name: string): boolean {
  return carriedFiles(source).some(({ secrets }) =>
    secrets.some((one) => one.namespace === namespace && one.name === name),
  );
}

/** Whether an object stands in a carried file. */
export function isCarriedObject(source: Source, { object }: SourceObject): boolean {
  return object.kind === 'Secret' && isCarried(source, namespaceOf(object), object.metadata.name);
}

/** The Secret with which the Kustomizations decrypt that build carried files. */
export function decryptionOf(source: Source): { readonly secret: string } | undefined {
  const carried = source.objects.filter((of) => isCarriedObject(source, of));
  const [secret] = carried.flatMap(({ unit: { spec } }) => {
    const { secretRef } = isMap(spec['decryption']) ? spec['decryption'] : {};
    const name = isMap(secretRef) ? asText(secretRef['name']) : '';
    return name === '' ? [] : [name];
  });
  return secret === undefined ? undefined : { secret };
}

function encryptedFiles(source: Source): readonly EncryptedFile[] {
  const found = known.get(source) ?? readEncryptedFiles(source);
  known.set(source, found);
  return found;
}

/** Each object of a source asks for them. */
const known = new WeakMap<Source, readonly EncryptedFile[]>();

function readEncryptedFiles(source: Source): readonly EncryptedFile[] {
  const files = source.encrypted.filter((file) => isRead(file, source));
  const built = new Set(source.objects.map(({ id }) => id));
  const names = namesOf(files);
  const namespaces = new Set([...bornNamespaces, ...source.objects.flatMap(namespacesOf)]);
  return files.map((file): EncryptedFile => {
    const text = source.tree.files.get(file) ?? '';
    const { files: read, issues } = readSecretFiles([{ file: names.get(file) ?? file, region: undefined, text }], []);
    const [carried] = read;
    const [issue] = issues;
    if (carried === undefined) return { file, reason: `${issue?.field ?? 'file'}: ${issue?.problem ?? ''}` };
    if (carried.secrets.some(({ namespace, name }) => !built.has(idOf('Secret', namespace, name)))) {
      return { file, reason: 'no kustomization builds its Secret as it stands there' };
    }
    if (!namespaces.has(carried.namespace)) return { file, reason: `no release is in ${carried.namespace}` };
    return { file, carried };
  });
}

/** The names that files get in one folder: each its own, unless another has it, too. */
function namesOf(files: readonly string[]): ReadonlyMap<string, string> {
  const nameOf = (path: string) => wordOf(path.split('/').at(-1) ?? path);
  const taken: string[] = [];
  const named = files.map((file) => {
    const isTwice = files.filter((other) => nameOf(other) === nameOf(file)).length > 1;
    const name = freeName(isTwice ? wordOf(file) : nameOf(file), taken);
    taken.push(name);
    return [file, `${name}.yaml`] as const;
  });
  return new Map(named);
}

/** What a file of a tree can be called, without its ending. */
function wordOf(path: string): string {
  const word = path
    .toLowerCase()
    .replace(/\.ya?ml$/, '')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '');
  return word || 'secret';
}

/** The namespaces that a release needs. */
function namespacesOf({ object }: SourceObject): readonly string[] {
  if (object.kind !== 'HelmRelease') return [];
  const { targetNamespace } = isMap(object['spec']) ? object['spec'] : {};
  return [asText(targetNamespace), namespaceOf(object)];
}
