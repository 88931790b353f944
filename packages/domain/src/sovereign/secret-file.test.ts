import { formatIssue } from '../issue/issue';
import { encryptedText, sealed, sopsBlock } from '../testing/encrypted-file';
import { readSecretFiles, type WrittenSecretFile } from './secret-file';

const folder = 'sovereigns/acme/secrets';
const file = `${folder}/x.yaml`;
const encrypt = `sops encrypt --in-place --encrypted-regex '^(data|stringData)$' ${file}`;

function written(text: string, path = 'x.yaml'): WrittenSecretFile {
  const [region] = path.split('/');
  return { file: `${folder}/${path}`, region: path.includes('/') ? region : undefined, text };
}

function messages(...files: readonly WrittenSecretFile[]): readonly string[] {
  return readSecretFiles(files, ['fsn1', 'nbg1']).issues.map(formatIssue);
}

const head = 'apiVersion: v1\nkind: Secret\nmetadata: { name: x, namespace: dns }\n';

test('files that SOPS encrypted are read in the order of their paths, each with what it leaves in clear', () => {
  const one = written(encryptedText('dns/token', ['b', 'a']), 'b.yaml');
  const two = written(`${encryptedText('dns/x')}---\n${encryptedText('dns/y')}---\n`, 'a.yaml');
  const { files, issues } = readSecretFiles([one, two], ['fsn1']);
  expect(issues).toEqual([]);
  const of = (name: string, keys: readonly string[]) => ({ namespace: 'dns', name, keys, decryptedBy: ['age.agekey'] });
  expect(files).toEqual([
    { ...two, name: 'a.yaml', namespace: 'dns', secrets: [of('x', ['token']), of('y', ['token'])] },
    { ...one, name: 'b.yaml', namespace: 'dns', secrets: [of('token', ['a', 'b'])] },
  ]);
});

test.each<{ what: string; text: string; says: readonly string[] }>([
  {
    what: 'a Secret in clear',
    text: `${head}data: { user: aHVudGVyMg== }\nstringData: { password: hunter2, other: "${sealed}" }\n`,
    says: [
      `data.user is "in clear": who reads the repository reads it. Change what it gives access to, write that here, ` +
        `and run "${encrypt}" before you commit.`,
      `stringData.password is …: who reads the repository reads it. Change what it gives access to, write that here, ` +
        `and run "${encrypt}" before you commit.`,
    ],
  },
  {
    what: 'a value in clear beside a block of SOPS, and a number',
    text: `${head}stringData: { a: hunter2, b: 5, c: "" }\n${sopsBlock}`,
    says: ['a', 'b'].map(
      (key) =>
        `stringData.${key} is "in clear": who reads the repository reads it. Change what it gives access to, write ` +
        `that here, and run "${encrypt}" before you commit.`,
    ),
  },
  {
    what: 'data that is no map',
    text: `${head}data: hunter2\n${sopsBlock}`,
    says: [
      `data is "in clear": who reads the repository reads it. Change what it gives access to, write that here, and ` +
        `run "${encrypt}" before you commit.`,
    ],
  },
  {
    what: 'values that are encrypted without the block of SOPS',
    text: `${head}data: { a: "${sealed}" }\n`,
    says: [`sops is not set: SOPS did not encrypt it. Run "${encrypt}".`],
  },
  {
    what: 'a block that SOPS did not write',
    text: `${head}data: { a: "${sealed}" }\nsops: { mac: x }\n`,
    says: [
      'sops is "incomplete": it has no lastmodified, no version, no key (age, pgp or another), so that Flux cannot ' +
        'decrypt it. Encrypt the file anew with SOPS, and commit what SOPS writes.',
    ],
  },
  {
    what: 'a file of which SOPS encrypted all',
    text: `apiVersion: "${sealed}"\nkind: "${sealed}"\nmetadata: { name: "${sealed}" }\n${sopsBlock}`,
    says: [
      `kind is "encrypted": SOPS encrypted all of it, and Flux has to read kind and metadata. Decrypt it, and ` +
        `encrypt the values alone: ${encrypt}.`,
      `metadata is "encrypted": SOPS encrypted all of it, and Flux has to read kind and metadata. Decrypt it, and ` +
        `encrypt the values alone: ${encrypt}.`,
    ],
  },
  {
    what: 'another kind',
    text: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: dns }\n${sopsBlock}`,
    says: [
      'kind is "ConfigMap": this folder holds Secrets alone. Write apiVersion: v1 and kind: Secret, or put the ' +
        'object beside a row of the kit.',
    ],
  },
  {
    what: 'names that Kubernetes does not take',
    text: `apiVersion: v1\nkind: Secret\nmetadata: { name: X_1 }\n${sopsBlock}`,
    says: [
      'metadata.name is "X_1": Kubernetes takes no such name. Write such as "dns-token".',
      'metadata.namespace is not set: it must be the name of a namespace, of at most 55 characters. Write the ' +
        'namespace in which it is read, such as "flux-system".',
    ],
  },
  {
    what: 'what kubectl wrote into an annotation, and a misspelt field',
    text:
      'apiVersion: v1\nkind: Secret\nStringData: { a: hunter2 }\nmetadata:\n  name: x\n  namespace: dns\n' +
      `  annotations: { kubectl.kubernetes.io/last-applied-configuration: hunter2 }\n${sopsBlock}`,
    says: [
      `metadata.annotations is "in clear": kubectl wrote the Secret into it once more. Change what it gives access ` +
        `to, write that here, and run "${encrypt}" before you commit.`,
      'StringData is "there": a Secret has no such field, and SOPS encrypts data and stringData. Remove it; the ' +
        'fields are apiVersion, kind, metadata, type, immutable, sops, data, stringData.',
    ],
  },
  {
    what: 'what is not YAML',
    text: 'password: [hunter2\n',
    says: [
      'file is "not YAML": it is not YAML that kustomize reads. Encrypt the file anew with SOPS, and commit what ' +
        'SOPS writes.',
    ],
  },
  { what: 'nothing', text: '---\n', says: ['file is "empty": there is no Secret in it. Remove it.'] },
  {
    what: 'a text, behind a Secret',
    text: `${encryptedText('dns/x')}---\nhunter2\n`,
    says: [
      '[1].document is "no object": this folder holds Secrets alone. Write apiVersion: v1 and kind: Secret, or put ' +
        'the object beside a row of the kit.',
    ],
  },
  {
    what: 'Secrets of two namespaces',
    text: `${encryptedText('dns/x')}---\n${encryptedText('mail/y')}`,
    says: [
      'metadata.namespace is "mail": another Secret of the file is in dns, and each namespace has a Kustomization of ' +
        'its own. Write y into a file of its own.',
    ],
  },
  {
    what: 'a Secret twice',
    text: `${encryptedText('dns/x')}---\n${encryptedText('dns/x')}`,
    says: ['object is "Secret dns/x": the file has it twice. Remove one of them.'],
  },
])('$what is refused, without a value of it', ({ text, says }) => {
  const found = messages(written(text));
  expect(found).toEqual(says.map((one) => `${file}: ${one}`));
  expect(found.join()).not.toMatch(/hunter2|aHVudGVyMg/);
});

test.each<{ what: string; files: readonly WrittenSecretFile[]; says: readonly string[] }>([
  {
    what: 'names that no tree can have',
    files: [written(encryptedText('dns/x'), 'X.yml'), written(encryptedText('dns/y'), 'kustomization.yaml')],
    says: ['X.yml', 'kustomization.yaml'].map(
      (name) =>
        `${folder}/${name}: name is "${name}": no file of a tree can have this name. Write a name of a-z, 0-9, ".", ` +
        `"_" and "-" that ends with .yaml, such as "dns-token.yaml".`,
    ),
  },
  {
    what: 'a folder of no region',
    files: [written(encryptedText('dns/x'), 'fsn/x.yaml')],
    says: [
      `${folder}/fsn/x.yaml: folder is "fsn": it is in a folder that is not named for a region of the Sovereign. Did ` +
        `you mean "fsn1"? Write one of fsn1, nbg1.`,
    ],
  },
  {
    what: 'a Secret of all regions that one of them has, too',
    files: [written(encryptedText('dns/x'), 'a.yaml'), written(encryptedText('dns/x'), 'fsn1/b.yaml')],
    says: [`${folder}/fsn1/b.yaml: object is "Secret dns/x": ${folder}/a.yaml has it too. Remove one of them.`],
  },
  {
    what: 'no Secret that each of two regions has',
    files: [written(encryptedText('dns/x'), 'nbg1/x.yaml'), written(encryptedText('dns/x'), 'fsn1/x.yaml')],
    says: [],
  },
])('$what is refused', ({ files, says }) => {
  expect(messages(...files)).toEqual(says);
});
