import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import compileGenerator from './generator';
import type { CompileOptions } from './options';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The lines of what Nx prints. */
function run(options?: CompileOptions): readonly string[] {
  return runGenerator(root, (tree) => compileGenerator(tree, options)).result.outOfSyncMessage.split('\n');
}

/** What an earlier version may have compiled. */
const compiledOnce = '# Compiled by sovereign-fleet. In other words.\n---\nkind: Old\n';

function refusal(...says: readonly string[]): Error {
  const count = says.length === 1 ? '1 problem' : `${says.length} problems`;
  return new Error([`${count}, nothing was written`, ...says].join('\n'));
}

const stays = (path: string) =>
  `${path}: content is "not compiled": nothing compiles to this file, and only what the compiler wrote is ` +
  'removed. Move it out of gitops-out/, or remove it.';

const clusters = 'gitops-out/clusters';

test('nx g compile names every file that is missing, different or stale, and puts it right', () => {
  run();
  const compiled = filesIn(root, 'gitops-out');
  rmSync(join(root, `${clusters}/acme.example.com/fsn1/kustomization.yaml`));
  writeFiles(root, {
    [`${clusters}/acme.example.com/nbg1/bootstrap-kit.yaml`]: 'edited',
    [`${clusters}/acme.example.com/nbg1/extra.yaml`]: compiledOnce,
    [`${clusters}/acme.example.com/hel1/a/b.yaml`]: compiledOnce,
    [`${clusters}/acme.example.com/hel1/c.yaml`]: compiledOnce,
    'gitops-out/old.txt': compiledOnce,
  });
  mkdirSync(join(root, 'gitops-out/empty'));
  expect(run()).toEqual([
    'gitops-out/ is not what the specs say: 1 missing, 1 different, 4 stale.',
    `missing: ${clusters}/acme.example.com/fsn1/kustomization.yaml`,
    `differs: ${clusters}/acme.example.com/nbg1/bootstrap-kit.yaml`,
    `stale: ${clusters}/acme.example.com/hel1/a/b.yaml`,
    `stale: ${clusters}/acme.example.com/hel1/c.yaml`,
    `stale: ${clusters}/acme.example.com/nbg1/extra.yaml`,
    'stale: gitops-out/old.txt',
  ]);
  expect(filesIn(root, 'gitops-out')).toEqual(compiled);
  expect(readdirSync(join(root, clusters, 'acme.example.com'))).toEqual(['bootstrap-kit', 'fsn1', 'nbg1']);
});

describe('what the compiler did not write', () => {
  test.each<{ what: string; path: string; content?: string }>([
    { what: 'a file beside the trees', path: 'gitops-out/NOTES.md' },
    { what: 'a file in the tree of a Sovereign', path: `${clusters}/acme.example.com/apps/mine.yaml` },
    { what: 'a file in a region', path: `${clusters}/acme.example.com/fsn1/mine.yaml` },
    { what: 'a tree of its own', path: `${clusters}/mine.example.com/fsn1/kustomization.yaml` },
    { what: 'a hidden file', path: 'gitops-out/.env' },
    { what: 'an empty file', path: 'gitops-out/empty.yaml', content: '' },
    {
      what: 'a file that names the compiler further below',
      path: 'gitops-out/a.md',
      content: `# Notes\n${compiledOnce}`,
    },
  ])('$what stops it, is named, and stays', ({ path, content = 'mine\n' }) => {
    run();
    writeFiles(root, { [path]: content, [`${clusters}/acme.example.com/fsn1/old.yaml`]: compiledOnce });
    rmSync(join(root, clusters, 'acme.example.com/nbg1'), { recursive: true });
    const before = filesIn(root, 'gitops-out');
    expect(run).toThrow(refusal(stays(path)));
    expect(filesIn(root, 'gitops-out')).toEqual(before);
  });

  test('a link stops the compiler too, and is not followed', () => {
    run();
    mkdirSync(join(root, 'outside'));
    symlinkSync(join(root, 'outside'), join(root, 'gitops-out/link'));
    expect(run).toThrow(refusal(stays('gitops-out/link')));
  });

  test('a file that git has as compiled is removed, whatever a person made of it; one that was added is not', () => {
    const path = `${clusters}/acme.example.com/hel1/old file.yaml`;
    const added = `${clusters}/acme.example.com/hel1/added.yaml`;
    run();
    writeFiles(root, { [path]: compiledOnce, [added]: 'mine' });
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    execFileSync('git', ['add', 'gitops-out'], { cwd: root });
    writeFiles(root, { [path]: 'edited' });
    expect(run).toThrow(refusal(stays(added)));
    rmSync(join(root, added));
    expect(run()).toContain(`stale: ${path}`);
    expect(existsSync(join(root, path))).toBe(false);
  });

  test('a file of a person in the place of one that a spec newly compiles to is not written over', () => {
    const path = `${clusters}/acme.example.com/fsn1/flux-system/gotk-sync.yaml`;
    writeFiles(root, { [path]: 'by flux bootstrap\n' });
    expect(run).toThrow(
      refusal(
        `${path}: content is "not compiled": a spec compiles to this file, and what is in it would be lost. ` +
          'Move it out of gitops-out/, or remove it.',
      ),
    );
    expect(filesIn(root, 'gitops-out')).toEqual({ [path]: 'by flux bootstrap\n' });
  });

  test('files that were not compiled are counted where there are many', () => {
    const junk = Array.from({ length: 60 }, (_, index) => [`gitops-out/junk-${index}.txt`, 'junk']);
    run();
    writeFiles(root, Object.fromEntries(junk) as Record<string, string>);
    const remedy = String.raw`Move them away, or remove them\.`;
    const last = String.raw`gitops-out: files is 10: 10 more files were not compiled\. ${remedy}`;
    expect(run).toThrow(new RegExp(`^51 problems, nothing was written\n(.*\n){50}${last}$`));
  });
});

describe('a Sovereign without a spec', () => {
  const gone = { [`${clusters}/gone.example.com/fsn1/kustomization.yaml`]: compiledOnce };
  const lost = { [`${clusters}/lost.example.com/hel1/kustomization.yaml`]: compiledOnce };

  test('a Sovereign without a spec keeps its tree until somebody allows its removal', () => {
    run();
    const compiled = filesIn(root, 'gitops-out');
    writeFiles(root, gone);
    expect(run).toThrow(
      refusal(
        'gitops-out/clusters: FQDN is "gone.example.com": no spec has this FQDN any more, and its tree would be ' +
          'removed. Restore what is in sovereigns/, or run "npx nx g compile --allow-removal=gone.example.com".',
      ),
    );
    expect(filesIn(root, 'gitops-out')).toEqual({ ...compiled, ...gone });
    expect(run({ allowRemoval: 'gone.example.com' })).toContain(
      `stale: ${clusters}/gone.example.com/fsn1/kustomization.yaml`,
    );
    expect(filesIn(root, 'gitops-out')).toEqual(compiled);
    expect(readdirSync(join(root, clusters))).toEqual(['acme.example.com']);
  });

  test('a Sovereign without a spec is not removed with another that is allowed; the command names all', () => {
    run();
    writeFiles(root, { ...gone, ...lost });
    expect(() => run({ allowRemoval: ['gone.example.com'] })).toThrow(
      refusal(
        'gitops-out/clusters: FQDN is "lost.example.com": no spec has this FQDN any more, and its tree would be ' +
          'removed. Restore what is in sovereigns/, or run "npx nx g compile ' +
          '--allow-removal=gone.example.com,lost.example.com".',
      ),
    );
    run({ allowRemoval: ['gone.example.com,lost.example.com'] });
    expect(readdirSync(join(root, clusters))).toEqual(['acme.example.com']);
  });

  test('the last Sovereign keeps its tree without a spec, too, until its removal is allowed', () => {
    run();
    const compiled = filesIn(root, 'gitops-out');
    rmSync(join(root, 'sovereigns/acme'), { recursive: true });
    writeFiles(root, gone);
    expect(run).toThrow(
      refusal(
        'gitops-out/clusters: FQDN is "acme.example.com, gone.example.com": no spec has these FQDNs any more, ' +
          'and their trees would be removed. Restore what is in sovereigns/, or run "npx nx g compile ' +
          '--allow-removal=acme.example.com,gone.example.com".',
      ),
    );
    expect(filesIn(root, 'gitops-out')).toEqual({ ...compiled, ...gone });
    run({ allowRemoval: 'acme.example.com,gone.example.com' });
    expect(existsSync(join(root, 'gitops-out'))).toBe(false);
  });

  test('a Sovereign without a spec keeps what a person wrote into its tree, whatever is allowed', () => {
    run();
    const mine = `${clusters}/gone.example.com/mine.yaml`;
    writeFiles(root, { ...gone, [mine]: 'mine' });
    expect(() => run({ allowRemoval: 'gone.example.com' })).toThrow(refusal(stays(mine)));
  });

  test.each([
    {
      allowRemoval: 'acme.example.com',
      says:
        'command line: --allow-removal is "acme.example.com": it is the FQDN of "acme", which has a spec ' +
        '(sovereigns/acme/sovereign.ts). Remove the spec first, or leave the option out.',
    },
    {
      allowRemoval: 'other.example.com',
      says:
        'command line: --allow-removal is "other.example.com": there is no tree of a Sovereign without a spec by ' +
        'this FQDN. Leave the option out.',
    },
  ])('$allowRemoval is a slip, and is refused', ({ allowRemoval, says }) => {
    run();
    expect(() => run({ allowRemoval })).toThrow(refusal(says));
  });

  test('a misspelt FQDN in --allow-removal is refused with the one that is meant', () => {
    run();
    writeFiles(root, gone);
    expect(() => run({ allowRemoval: 'gone.exampel.com' })).toThrow(
      /: there is no tree of a Sovereign without a spec by this FQDN\. Did you mean "gone\.example\.com"\? /,
    );
  });
});
