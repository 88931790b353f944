import { answersToSpecs, ofSovereign } from './read-specs';
import { goodFleet, goodSovereigns } from '../inputs/spec-texts';

test('the specs that are edited are right before: each compiles to a tree', () => {
  const inputs = [
    ...goodSovereigns.map((text) => ({ file: ofSovereign, text })),
    { file: 'sovereigns/fleet.ts', text: goodFleet },
  ];
  for (const answer of answersToSpecs(inputs)) expect(answer).toMatch(/^\[\["clusters\//);
});
