// Prints what may import what: packages by their names, and the rooms of each by its folder. Jest cannot load the
// configuration of ESLint.
import { layers, rooms, shells } from '../../../eslint.layers.mjs';

const shellImports = Object.entries(shells).map(([folder, { imports }]) => [folder.split('/').at(-1), imports]);
const coreRooms = Object.keys(layers).map((name) => [`packages/${name}`, Object.keys(rooms[name] ?? {})]);
const shellRooms = Object.entries(shells).map(([folder, shell]) => [folder, Object.keys(shell.rooms)]);
process.stdout.write(
  JSON.stringify({
    imports: { ...layers, ...Object.fromEntries(shellImports) },
    rooms: Object.fromEntries([...coreRooms, ...shellRooms]),
  }),
);
