import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acmeSource, filesIn, globexSource, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import sovereignGenerator from '../sovereign/generator';
import { draftImport } from '../import/generator';
import compileGenerator from './generator';
import type { CompileOptions } from './options';

let root: string;
const globex = 'sovereigns/globex/sovereign.ts';
const trees = 'gitops-out/clusters';
const treeOfGlobex = `${trees}/globex.example.org`;

beforeEach(() => {
  root = makeSpecs({ [globex]: globexSource });
  compileAll();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const compileAll = (options?: CompileOptions) => runGenerator(root, (tree) => compileGenerator(tree, options));
const written = (folder = trees) => filesIn(root, folder);
const half = () => {
  writeFiles(root, { [globex]: globexSource.slice(0, globexSource.length / 2) });
};

/** What changes a file of acme's tree. */
const changed = acmeSource.replace("environment: 'prod'", "environment: 'stg'");

test.each<{ what: string; act: () => void; says: RegExp }>([
  { what: 'that is half there', act: half, says: /^sovereigns\/globex\/sovereign\.ts: error is .*cannot be loaded/m },
  {
    what: 'of no bytes',
    act: () => {
      writeFiles(root, { [globex]: '' });
    },
    says: /^sovereigns\/globex\/sovereign\.ts: default export is not set/m,
  },
  {
    what: 'of zeros',
    act: () => {
      writeFiles(root, { [globex]: '\0'.repeat(500) });
    },
    says: /^sovereigns\/globex\/sovereign\.ts: /m,
  },
  {
    what: 'that is not there',
    act: () => {
      rmSync(join(root, globex));
      writeFiles(root, { 'sovereigns/globex/notes.txt': 'mine' });
    },
    says: /^sovereigns\/globex\/sovereign\.ts: default export is not set: there is no such file/m,
  },
  {
    what: 'that is a folder',
    act: () => {
      rmSync(join(root, globex));
      writeFiles(root, { [`${globex}/a`]: '' });
    },
    says: /^sovereigns\/globex\/sovereign\.ts: /m,
  },
  {
    what: 'that is a link to nothing',
    act: () => {
      rmSync(join(root, globex));
      symlinkSync('nothing', join(root, globex));
    },
    says: /^sovereigns\/globex\/sovereign\.ts: /m,
  },
  {
    what: 'with a key that there is not',
    act: () => {
      writeFiles(root, { [globex]: globexSource.replace('fqdn:', 'fqdm:') });
    },
    says: /^sovereigns\/globex\/sovereign\.ts: fqdm /m,
  },
  {
    what: 'whose slots do not go together',
    act: () => {
      writeFiles(root, { [globex]: globexSource.replace('fqdn:', "withoutSlots: ['nothing'], fqdn:") });
    },
    says: /^sovereigns\/globex\/sovereign\.ts: withoutSlots/m,
  },
])('a spec $what keeps its own tree as it is, and no other', ({ act, says }) => {
  act();
  writeFiles(root, { 'sovereigns/acme/sovereign.ts': changed });
  const before = written(treeOfGlobex);
  const { result, changes } = compileAll();
  expect(changes.length).toBeGreaterThan(0);
  expect(changes.every((change) => change.startsWith(`UPDATE ${trees}/acme.example.com/`))).toBe(true);
  expect(written(treeOfGlobex)).toEqual(before);
  expect(result.outOfSyncMessage).toMatch(/^not compiled: sovereigns\/globex\/sovereign\.ts: /m);
  expect(() => result.callback?.()).toThrow(says);
  expect(() => result.callback?.()).toThrow(/problems?, the rest was written\n/);
  // Then nothing is left to write, and it still fails.
  expect(() => compileAll()).toThrow(says);
});

test('a spec takes no FQDN that one says which cannot be read: the tree may be the other one’s', () => {
  half();
  writeFiles(root, { 'sovereigns/acme/sovereign.ts': acmeSource.replace('acme.example.com', 'globex.example.org') });
  const before = written();
  expect(() => compileAll()).toThrow(
    'sovereigns/acme/sovereign.ts: fqdn is "globex.example.org": sovereigns/globex/sovereign.ts, which cannot be ' +
      'used, names this FQDN, and the tree may be its own. Mend sovereigns/globex/sovereign.ts first, or write ' +
      'another FQDN.',
  );
  expect(written()).toEqual(before);
});

test('nothing is removed of a Sovereign that looks gone while a spec cannot be read', () => {
  half();
  rmSync(join(root, 'sovereigns/acme'), { recursive: true });
  const before = written();
  expect(() => compileAll()).toThrow(/^1 problem, nothing was written\nsovereigns\/globex\/sovereign\.ts: error is /);
  expect(() => compileAll({ allowRemoval: ['globex.example.org'] })).toThrow(
    'command line: --allow-removal is "globex.example.org": which trees have no spec is not known while some specs ' +
      'cannot be used. Mend these first, or leave the option out.',
  );
  expect(written()).toEqual(before);
});

test('nx g sovereign makes another Sovereign beside a spec that cannot be read', () => {
  half();
  const { changes } = runGenerator(root, (tree) => sovereignGenerator(tree, { name: 'demo', regions: 'fsn1' }));
  expect(changes[0]).toBe('CREATE sovereigns/demo/sovereign.ts');
  expect(existsSync(join(root, trees, 'demo.fleet.example.com/fsn1/kustomization.yaml'))).toBe(true);
});

test('nx g sovereign takes no name of a spec that cannot be read', () => {
  mkdirSync(join(root, 'sovereigns/sovereign-1'));
  writeFileSync(join(root, 'sovereigns/sovereign-1/sovereign.ts'), '');
  const { changes } = runGenerator(root, (tree) => sovereignGenerator(tree, { regions: 'fsn1' }));
  expect(changes[0]).toBe('CREATE sovereigns/sovereign-2/sovereign.ts');
  half();
  const before = written('sovereigns');
  expect(() => runGenerator(root, (tree) => sovereignGenerator(tree, { name: 'globex', regions: 'fsn1' }))).toThrow(
    /^1 problem, nothing was written\nsovereigns\/globex\/sovereign\.ts: error is /,
  );
  expect(written('sovereigns')).toEqual(before);
});

const taken =
  /gitops-out\/clusters\/globex\.example\.org is there, and may be the tree of a spec that cannot be used\. Mend first/;

test('nx g sovereign and nx g import take no tree that may be that of a spec that cannot be read', async () => {
  half();
  const before = written();
  const newcomer = { fqdn: 'globex.example.org', regions: 'fsn1' };
  expect(() => runGenerator(root, (tree) => sovereignGenerator(tree, { name: 'demo', ...newcomer }))).toThrow(taken);
  const drafted = runGenerator(root, (tree) => draftImport(tree, { from: '.', kit: 'web', ...newcomer })).result;
  await expect(drafted).rejects.toThrow(taken);
  expect(written()).toEqual(before);
});
