import { exampleBranch } from '../testing/example-desired';
import { sha } from '../forge/git-object';
import { commitMessage, type Mark, markOf } from './trailers';

const branch = exampleBranch('acme');
const tree = sha('c'.repeat(40));
const mark: Mark = {
  sovereign: 'acme',
  folder: 'clusters/acme.example.com',
  subtree: sha('a'.repeat(40)),
  baseSubtree: undefined,
  base: sha('b'.repeat(40)),
  root: tree,
  campaign: 'k8s-1-35',
  generator: '1.2.3+abc',
};

const message = `Update acme

Fleet-Sovereign: acme
Fleet-Folder: clusters/acme.example.com
Fleet-Subtree: ${'a'.repeat(40)}
Fleet-Base-Subtree: none
Fleet-Base: ${'b'.repeat(40)}
Fleet-Root-Tree: ${'c'.repeat(40)}
Fleet-Campaign: k8s-1-35
Fleet-Generator: 1.2.3+abc
`;

test('a commit of ours names what it proposes in its trailers', () => {
  expect(commitMessage('Update acme', mark)).toBe(message);
  expect(markOf({ message, tree }, branch)).toEqual(mark);
});

test('a commit on a branch that was taken over says from whose commit it goes on', () => {
  const taken = { ...mark, takenOver: sha('e'.repeat(40)) };
  const text = `${message}Fleet-Taken-Over: ${'e'.repeat(40)}\n`;
  expect(commitMessage('Update acme', taken)).toBe(text);
  expect(markOf({ message: text, tree }, branch)).toEqual(taken);
});

test(
  'a commit that changes what is there says how much, and is ours as well where it does not, or in other ' + 'words',
  () => {
    const changes = { files: 3, regions: 2 };
    const text = `${message}Fleet-Changed: 3 files, 2 regions\n`;
    expect(commitMessage('Update acme', { ...mark, changes })).toBe(text);
    expect(markOf({ message: text, tree }, branch)).toEqual({ ...mark, changes });
    expect(markOf({ message: `${message}Fleet-Changed: a lot\n`, tree }, branch)).toEqual(mark);
  },
);

test.each([
  { what: 'without a line break at the end', text: message.trimEnd(), isOurs: true },
  { what: 'with line breaks of Windows', text: message.replaceAll('\n', '\r\n'), isOurs: true },
  { what: 'signed off as well', text: `${message}Signed-off-by: A <a@example.com>\n`, isOurs: true },
  { what: 'with a body before the trailers', text: message.replace('\n\n', '\n\nWords.\n\n'), isOurs: true },
  { what: 'with a paragraph behind the trailers', text: `${message}\nMore words.\n`, isOurs: false },
  { what: 'with words among the trailers', text: `${message}and more\n`, isOurs: false },
  {
    what: 'of another Sovereign',
    text: message.replace('Fleet-Sovereign: acme', 'Fleet-Sovereign: globex'),
    isOurs: false,
  },
  { what: 'with a trailer twice', text: `${message}Fleet-Sovereign: acme\n`, isOurs: false },
  { what: 'without one of them', text: message.replace(/Fleet-Base: .*\n/, ''), isOurs: false },
  { what: 'with a folder elsewhere', text: message.replace('clusters/acme', 'clusters/../acme'), isOurs: false },
  { what: 'with a short name of an object', text: message.replace('a'.repeat(40), 'a'.repeat(39)), isOurs: false },
  { what: 'taken over from nowhere', text: `${message}Fleet-Taken-Over: main\n`, isOurs: false },
  { what: 'taken over twice', text: message + `Fleet-Taken-Over: ${'e'.repeat(40)}\n`.repeat(2), isOurs: false },
  { what: 'with no trailers', text: 'Merge branch main', isOurs: false },
  { what: 'of nothing', text: '', isOurs: false },
])('a commit $what: ours is $isOurs', ({ text, isOurs }) => {
  expect(markOf({ message: text, tree }, branch) !== undefined).toBe(isOurs);
});

test('a commit that was amended has another tree, and is not ours', () => {
  expect(markOf({ message, tree: sha('d'.repeat(40)) }, branch)).toBeUndefined();
});

test.each([
  {
    change: { generator: '1.0\nFleet-Sovereign: globex' },
    says: 'Fleet-Generator cannot be "1.0\\nFleet-Sovereign: globex"',
  },
  { change: { campaign: 'a b' }, says: 'Fleet-Campaign cannot be "a b"' },
  { change: { folder: 'clusters/..' }, says: 'Fleet-Folder cannot be "clusters/.."' },
])('a value cannot add a trailer of its own: $says', ({ change, says }) => {
  expect(() => commitMessage('Update acme', { ...mark, ...change })).toThrow(says);
});
