import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { issuesOfFiles } from '../proposal/desired-files';
import { readDesiredFiles } from './node';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'desired-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const folder = 'clusters/acme.example.com';

function write(path: string, content: string | Uint8Array): void {
  const file = join(root, folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Every message, whole. */
function refusals(): readonly string[] {
  const result = readDesiredFiles(root, folder);
  return result.ok ? [] : result.issues.map(formatIssue);
}

test('desired files come by their paths, in order', () => {
  write('fsn1/b.yaml', 'b: ü\n');
  write('a.yaml', '');
  write('fsn1/deep/c.yaml', '\ufeffc');
  const result = readDesiredFiles(root, folder);
  expect(result.ok && [...result.value]).toEqual([
    ['a.yaml', ''],
    ['fsn1/b.yaml', 'b: ü\n'],
    ['fsn1/deep/c.yaml', '\ufeffc'],
  ]);
});

test('a Sovereign without a folder is refused', () => {
  expect(refusals()).toEqual([
    'clusters/acme.example.com: folder is "clusters/acme.example.com": there is no such folder, and a ' +
      'Sovereign of the spec has one. Run "npx nx sync" and commit what it writes.',
  ]);
});

test('entries that are not text files are refused, all at once', () => {
  write('bytes', new Uint8Array([0xff, 0xfe]));
  write('half', new Uint8Array([0xed, 0xa0, 0x80])); // a lone surrogate, as some encoders write it
  write('null.yaml', 'a\0b');
  write('large.yaml', 'x'.repeat(900 * 1024 + 1));
  symlinkSync('/etc/passwd', join(root, folder, 'link'));
  symlinkSync('/etc', join(root, folder, 'linked-folder'));
  expect(refusals()).toEqual([
    'clusters/acme.example.com/bytes: content is "bytes": it is not UTF-8 text. Only text that was compiled ' +
      'goes to the fleet repository: leave the file out.',
    'clusters/acme.example.com/half: content is "bytes": it is not UTF-8 text. Only text that was compiled ' +
      'goes to the fleet repository: leave the file out.',
    'clusters/acme.example.com/link: kind is "link or device": it is neither a file nor a folder. Put a file ' +
      'in its place: a symbolic link could lead out of the Sovereign.',
    'clusters/acme.example.com/linked-folder: kind is "link or device": it is neither a file nor a folder. ' +
      'Put a file in its place: a symbolic link could lead out of the Sovereign.',
    'clusters/acme.example.com/large.yaml: content is "921601 characters": it has 921601 bytes, and at most ' +
      '921600 go. Only text that was compiled goes to the fleet repository: leave the file out.',
    'clusters/acme.example.com/null.yaml: content is "3 characters": it is binary. Only text that was ' +
      'compiled goes to the fleet repository: leave the file out.',
  ]);
});

const elsewhere = 'a part of it is empty, "." or "..", and leads elsewhere. Compile the Sovereign anew.';
const ofGit = 'a part of it is ".git", which Git keeps for itself. Give the file another name.';
const unseen =
  'it has a control character, an invisible one, "\\" or ":". Give the file a name of letters, digits, ".", ' +
  '"_" and "-".';

test.each([
  { path: '../x', says: elsewhere },
  { path: 'a/../x', says: elsewhere },
  { path: './x', says: elsewhere },
  { path: 'a//x', says: elsewhere },
  { path: '/x', says: elsewhere },
  { path: 'a/', says: elsewhere },
  { path: '.git/config', says: ofGit },
  { path: 'a/.GIT', says: ofGit },
  { path: 'git~1/config', says: ofGit },
  { path: 'a\nb', says: unseen },
  { path: 'a\u001b[31m', says: unseen },
  { path: 'a\u202eb', says: unseen },
  { path: 'a\\b', says: unseen },
  { path: 'c:x', says: unseen },
])('a path that leads out of the folder is refused: $path', ({ path, says }) => {
  const [issue, ...more] = issuesOfFiles(folder, new Map([[path, 'x']]));
  expect(more).toEqual([]);
  expect(`${issue?.problem ?? ''}. ${issue?.remedy ?? ''}.`).toBe(says);
});

test('file names that differ only in case are refused, and so is half a character', () => {
  const files = new Map([
    ['A.yaml', 'x'],
    ['a.yaml', 'x\ud800'],
  ]);
  expect(issuesOfFiles(folder, files).map(formatIssue)).toEqual([
    'clusters/acme.example.com/a.yaml: content is "2 characters": it has half a character (a lone ' +
      'surrogate). Only text that was compiled goes to the fleet repository: leave the file out.',
    'clusters/acme.example.com/a.yaml: path is "a.yaml": it is "A.yaml" where letters have no case, as on ' +
      'macOS and Windows. Give one of them another name.',
  ]);
});
