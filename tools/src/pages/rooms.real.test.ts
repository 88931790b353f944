import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { readLayerTables } from './layers';
import { readPage } from './pages';

const tables = Object.entries(readLayerTables().rooms).map(([folder, rooms]) => ({ folder, rooms }));

/** Folders that are no rooms: examples and doubles for tests, and what tests compare with or read. */
const notRooms = ['testing', 'golden', 'testdata'];

function foldersIn(path: string): readonly string[] {
  const entries = readdirSync(join(workspaceRoot, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

test.each(tables)('the folders of $folder/src are its rooms in eslint.layers.mjs', ({ folder, rooms }) => {
  const folders = foldersIn(`${folder}/src`).filter((name) => !notRooms.includes(name));
  expect([...folders].sort()).toEqual([...rooms].sort());
});

/** What a README says of the rooms of its package: names between backticks, which are not files. */
function roomsInReadme(folder: string): readonly string[] {
  const page = readPage(`${folder}/README.md`);
  const [part = ''] = /^(- )?Rooms[^]*?(?=\n\n|\n- |\.\s+It\s+(may\s+)?imports?\b)/m.exec(page) ?? [];
  const names = [...part.matchAll(/`([a-z][a-z-]*)`/g)].map(([, name = '']) => name);
  // A README may tell of folders beside src/, and of testing.
  const besideRooms = [...foldersIn(folder), 'testing'];
  return [...new Set(names)].filter((name) => !besideRooms.includes(name));
}

test.each(tables)('the README of $folder names each of its rooms, and no other', ({ folder, rooms }) => {
  expect([...roomsInReadme(folder)].sort()).toEqual([...rooms].sort());
});
