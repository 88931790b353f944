import { parseYaml, YamlError } from '@sovereign-fleet/go-text';
import type { Issue } from '../issue/issue';
import { type Result, resultOf } from '../issue/result';
import { pickOne } from '../issue/nearest';
import { type EncryptedSecret, readEncryptedSecret, type SecretRefusal } from './encrypted-secret';
import type { Json } from './json';

/** A file of `sovereigns/<name>/secrets/`, as it is there. */
export interface WrittenSecretFile {
  /** From the root of the workspace. */
  readonly file: string;
  /** The folder in `secrets/` that it is in, which has the key of a region; undefined for a file of all regions. */
  readonly region: string | undefined;
  readonly text: string;
}

/** The same once it is known to be encrypted. Its text is carried as it is. */
export interface SecretFile extends WrittenSecretFile {
  /** Such as `dns-token.yaml`. */
  readonly name: string;
  /** That of every Secret in it. */
  readonly namespace: string;
  readonly secrets: readonly EncryptedSecret[];
}

export interface ReadSecretFiles {
  /** In the order of their paths. */
  readonly files: readonly SecretFile[];
  readonly issues: readonly Issue[];
}

/** The encrypted files of a Sovereign with these regions, and every Issue in them. A value is in none of them. */
export function readSecretFiles(written: readonly WrittenSecretFile[], regions: readonly string[]): ReadSecretFiles {
  const read = [...written].sort((a, b) => (a.file < b.file ? -1 : 1)).map((one) => readSecretFile(one, regions));
  const files = read.flatMap((one) => (one.ok ? [one.value] : []));
  return { files, issues: [...read.flatMap((one) => (one.ok ? [] : one.issues)), ...twins(files)] };
}

/** A name that is one in a compiled tree, too. */
const fileName = /^[a-z0-9][a-z0-9._-]*\.yaml$/;
const reserved = /^(kustomization|component)\.yaml$/;

function readSecretFile(written: WrittenSecretFile, regions: readonly string[]): Result<SecretFile> {
  const { file, region, text } = written;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const misnamed = !fileName.test(name) || reserved.test(name) ? [issueOfName(file, name)] : [];
  const stray = region === undefined || regions.includes(region) ? [] : [issueOfRegion(file, region, regions)];
  const documents = documentsIn(text);
  if (documents === undefined) return { ok: false, issues: [...misnamed, ...stray, issueOfYaml(file)] };
  const read = documents.map((document) => readEncryptedSecret(document, file));
  const secrets = read.flatMap((one) => (isSecret(one) ? [one] : []));
  const refusals = read.flatMap((one, index) => (isSecret(one) ? [] : withPlace(one, index, documents.length)));
  const [{ namespace } = { namespace: '' }] = secrets;
  const issues = [
    ...misnamed,
    ...stray,
    ...(documents.length === 0 ? [issueOfNothing(file)] : []),
    ...refusals.map((refusal): Issue => ({ file, ...refusal })),
    ...secrets.filter((one) => one.namespace !== namespace).map((one) => issueOfMixture(file, one, namespace)),
  ];
  return resultOf(issues, () => ({ ...written, name, namespace, secrets }));
}

function isSecret(read: EncryptedSecret | readonly SecretRefusal[]): read is EncryptedSecret {
  return !Array.isArray(read);
}

/** With the number of the document, where there are several. */
function withPlace(refusals: readonly SecretRefusal[], index: number, count: number): readonly SecretRefusal[] {
  return count === 1 ? refusals : refusals.map((one) => ({ ...one, field: `[${index}].${one.field}` }));
}

/** Documents that are not empty, parted as kustomize parts them; undefined for what is not YAML. */
function documentsIn(text: string): readonly Json[] | undefined {
  try {
    const read = text.split(/^---(?=\s|$)/m).map((part): Json => parseYaml(part, 'v3'));
    return read.filter((document) => document !== null);
  } catch (error) {
    if (error instanceof YamlError) return undefined; // its words may quote what is in the file
    throw error;
  }
}

function issueOfYaml(file: string): Issue {
  const problem = 'it is not YAML that kustomize reads';
  const remedy = 'Encrypt the file anew with SOPS, and commit what SOPS writes';
  return { file, field: 'file', value: 'not YAML', code: 'unreadable', problem, remedy };
}

function issueOfNothing(file: string): Issue {
  const problem = 'there is no Secret in it';
  return { file, field: 'file', value: 'empty', code: 'missing', problem, remedy: 'Remove it' };
}

function issueOfName(file: string, name: string): Issue {
  const problem = 'no file of a tree can have this name';
  const remedy = 'Write a name of a-z, 0-9, ".", "_" and "-" that ends with .yaml, such as "dns-token.yaml"';
  return { file, field: 'name', value: name, code: 'malformed', problem, remedy };
}

function issueOfRegion(file: string, region: string, regions: readonly string[]): Issue {
  const problem = 'it is in a folder that is not named for a region of the Sovereign';
  return { file, field: 'folder', value: region, code: 'unknown-value', problem, remedy: pickOne(region, regions) };
}

function issueOfMixture(file: string, { name, namespace: value }: EncryptedSecret, namespace: string): Issue {
  const problem = `another Secret of the file is in ${namespace}, and each namespace has a Kustomization of its own`;
  const remedy = `Write ${name} into a file of its own`;
  return { file, field: 'metadata.namespace', value, code: 'contradiction', problem, remedy };
}

/** A Secret that is in a region twice: kustomize builds neither. */
function twins(files: readonly SecretFile[]): readonly Issue[] {
  const all = files.flatMap(({ file, region, secrets }) => {
    return secrets.map(({ namespace, name }) => ({ file, region, text: `${namespace}/${name}` }));
  });
  return all.flatMap(({ file, region, text }, index): readonly Issue[] => {
    const isMet = (other: string | undefined) => other === region || other === undefined || region === undefined;
    const twin = all.slice(0, index).find((other) => other.text === text && isMet(other.region));
    if (twin === undefined) return [];
    const problem = twin.file === file ? 'the file has it twice' : `${twin.file} has it too`;
    return [{ file, field: 'object', value: `Secret ${text}`, code: 'taken', problem, remedy: 'Remove one of them' }];
  });
}
