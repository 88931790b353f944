// Prints, by the name of each package, what it may import of ours. Jest cannot load the configuration of ESLint.
import { layers, shells } from '../../../eslint.layers.mjs';

const ofShells = Object.entries(shells).map(([folder, { imports }]) => [folder.split('/').at(-1), imports]);
process.stdout.write(JSON.stringify({ ...layers, ...Object.fromEntries(ofShells) }));
