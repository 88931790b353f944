import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { readSecretFiles } from './read-secret-files';

const folder = 'sovereigns/acme/secrets';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'secrets-')));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, content: string | Buffer = 'a: b\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function messages(): readonly string[] {
  const read = readSecretFiles(root, 'acme');
  return read.ok ? [] : read.issues.map(formatIssue);
}

test('files of all regions and of one are read as they are, but for those that begin with a dot', () => {
  expect(readSecretFiles(root, 'acme')).toEqual({ ok: true, value: [] });
  write(`${folder}/a.yaml`, '\ufeffa: b\r\n');
  write(`${folder}/fsn1/b.yaml`);
  write(`${folder}/.sops.yaml`);
  expect(readSecretFiles(root, 'acme')).toEqual({
    ok: true,
    value: [
      { file: `${folder}/a.yaml`, region: undefined, text: '\ufeffa: b\r\n' },
      { file: `${folder}/fsn1/b.yaml`, region: 'fsn1', text: 'a: b\n' },
    ],
  });
});

const plainFiles =
  'a tree carries plain files, of all regions or in the folder of one. Put the encrypted file itself here, or take ' +
  'it away';

test.each<{ what: string; change: () => void; says: string }>([
  {
    what: 'a link to a file elsewhere',
    change: () => {
      write('outside.yaml');
      write(`${folder}/a.yaml`);
      symlinkSync(join(root, 'outside.yaml'), join(root, folder, 'link.yaml'));
    },
    says: `${folder}/link.yaml: file is "symbolic link": ${plainFiles}.`,
  },
  {
    what: 'a link to a folder in its place',
    change: () => {
      mkdirSync(join(root, 'sovereigns/acme'), { recursive: true });
      symlinkSync(root, join(root, folder));
    },
    says: `${folder}: file is "no folder": ${plainFiles}.`,
  },
  {
    what: 'a folder in that of a region',
    change: () => {
      write(`${folder}/fsn1/dns/a.yaml`);
    },
    says: `${folder}/fsn1/dns: file is "folder": ${plainFiles}.`,
  },
  {
    what: 'bytes that are no UTF-8',
    change: () => {
      write(`${folder}/a.yaml`, Buffer.from([0x61, 0xff]));
    },
    says:
      `${folder}/a.yaml: file is "binary": it is not UTF-8, which SOPS writes. Encrypt the file anew with SOPS, and ` +
      'commit what SOPS writes.',
  },
  {
    what: 'a file that is too large',
    change: () => {
      write(`${folder}/a.yaml`);
      truncateSync(join(root, folder, 'a.yaml'), 3 * 1024 * 1024 + 1);
    },
    says:
      `${folder}/a.yaml: bytes is 3145729: it has more than 3145728 bytes, and no API server takes such an object. ` +
      'Keep in it what is secret alone.',
  },
  {
    what: 'more files than Flux keeps in step',
    change: () => {
      for (let number = 0; number <= 1000; number += 1) write(`${folder}/${number}.yaml`);
    },
    says: `${folder}: files is 1001: there are more than 1000 files in it. Write more Secrets into one file.`,
  },
])('$what is refused', ({ change, says }) => {
  change();
  expect(messages()).toEqual([says]);
});
