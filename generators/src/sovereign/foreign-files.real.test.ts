import { rmSync } from 'node:fs';
import { acmeSource, filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import sovereignGenerator from './generator';
import type { SovereignOptions } from './options';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const run = (options: SovereignOptions) => runGenerator(root, (tree) => sovereignGenerator(tree, options)).changes;

test('nx g sovereign for a Sovereign that is there keeps what a person wrote, and mends the tree', () => {
  run({ name: 'acme', regions: ['fsn1', 'nbg1'] });
  const drifted = 'gitops-out/clusters/acme.example.com/nbg1/kustomization.yaml';
  const old = 'gitops-out/clusters/acme.example.com/hel1/old.yaml';
  writeFiles(root, { [drifted]: 'edited', [old]: '# Compiled by sovereign-fleet.\n' });
  expect(run({ name: 'acme', regions: ['nbg1', 'fsn1'], primary: 'fsn1' })).toEqual([
    `DELETE ${old}`,
    'DELETE gitops-out/clusters/acme.example.com/hel1',
    `UPDATE ${drifted}`,
  ]);
  expect(filesIn(root, 'sovereigns/acme')['sovereigns/acme/sovereign.ts']).toBe(acmeSource);
});

test("a person's files in the folder of a new Sovereign stop the command, and stay", () => {
  const folder = 'gitops-out/clusters/demo.fleet.example.com';
  const written = {
    [`${folder}/fsn1/flux-system/gotk-sync.yaml`]: 'by flux bootstrap',
    [`${folder}/notes.md`]: 'mine',
  };
  writeFiles(root, written);
  expect(() => run({ name: 'demo', regions: ['fsn1'] })).toThrow(
    new Error(
      [
        '2 problems, nothing was written',
        `${folder}/fsn1/flux-system/gotk-sync.yaml: content is "not compiled": a spec compiles to this file, ` +
          'and what is in it would be lost. Move it out of gitops-out/, or remove it.',
        `${folder}/notes.md: content is "not compiled": nothing compiles to this file, and only what the ` +
          'compiler wrote is removed. Move it out of gitops-out/, or remove it.',
      ].join('\n'),
    ),
  );
  expect(filesIn(root, 'gitops-out')).toEqual(written);
  expect(Object.keys(filesIn(root, 'sovereigns'))).toEqual(['sovereigns/acme/sovereign.ts', 'sovereigns/fleet.ts']);
});
