import fc from 'fast-check';
import type { Kind } from './kind';
import { answersToSpecs, goodText, ofSovereign, type SpecInput } from './read-specs';
import { fleetText, graphText, kitText, sovereignText } from '../inputs/spec-texts';

const rows = ['kit.ts', 'parameters.ts', 'vcluster-values.ts'].map((name) => `kits/example/${name}`);
const graph = 'kits/example/graph.yaml';

/** What people write. Most are of Sovereigns: one process loads many of them, and each of the others needs its own. */
export const specs: Kind<SpecInput> = {
  name: 'specs',
  atOnce: 25,
  inputs: fc.oneof(
    { weight: 17, arbitrary: sovereignText.map((text) => ({ file: ofSovereign, text })) },
    { weight: 1, arbitrary: fleetText.map((text) => ({ file: 'sovereigns/fleet.ts', text })) },
    ...rows.map((file) => ({ weight: 1, arbitrary: kitText(goodText(file)).map((text) => ({ file, text })) })),
    { weight: 1, arbitrary: graphText(goodText(graph)).map((text) => ({ file: graph, text })) },
  ),
  open: () => Promise.resolve({ answer: answersToSpecs, close: () => undefined }),
};
