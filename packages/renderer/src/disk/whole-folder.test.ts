import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWholeFolder } from './whole-folder';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'whole-folder-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function writeText(text: string): (part: string) => void {
  return (part) => {
    mkdirSync(part);
    writeFileSync(join(part, 'text'), text);
  };
}

test.each([
  { there: undefined, left: 'new' },
  { there: 'damaged', left: 'new' },
  { there: 'whole', left: 'whole' },
])('a folder that was $there before holds the text "$left" after it is written', ({ there, left }) => {
  const folder = join(root, 'folder');
  if (there !== undefined) writeText(there)(folder);
  const isWhole = () => existsSync(join(folder, 'text')) && readFileSync(join(folder, 'text'), 'utf8') === 'whole';
  writeWholeFolder(folder, { write: writeText('new'), isWhole });
  expect(readFileSync(join(folder, 'text'), 'utf8')).toBe(left);
  expect(readdirSync(root)).toEqual(['folder']);
});

test('a folder that cannot be written to the end leaves nothing behind', () => {
  const write = (part: string) => {
    writeText('half')(part);
    throw new Error('the disk is full');
  };
  const written = () => {
    writeWholeFolder(join(root, 'folder'), { write, isWhole: () => false });
  };
  expect(written).toThrow('the disk is full');
  expect(readdirSync(root)).toEqual([]);
});
