// npm run release:fixture: keeps the workspace that this version makes. Later versions are tried on it.
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globexSource, makeSpecs } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { fixtureFolder, kept } from './fixtures';
import { bareWorkspace, packInto } from './installed-workspace';

function writeFixture(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fixture-')));
  const specs = makeSpecs({ 'sovereigns/globex/sovereign.ts': globexSource });
  const { root, run, nx } = bareWorkspace(join(folder, 'platform-fleet'));
  run('npm', 'install', '--save-dev', ...packInto(join(folder, 'tarballs')));
  for (const name of ['sovereigns', 'kits']) cpSync(join(specs, name), join(root, name), { recursive: true });
  nx('g', '@sovereign-fleet/nx:init');
  nx('g', 'sovereign', 'demo', '--regions=fsn1,nbg1');
  nx('sync');
  const { version } = JSON.parse(readFileSync(join(workspaceRoot, 'generators/package.json'), 'utf8')) as {
    readonly version: string;
  };
  const target = join(fixtureFolder, version);
  rmSync(target, { recursive: true, force: true });
  for (const name of kept) cpSync(join(root, name), join(target, name), { recursive: true });
  const manifest = join(target, 'package.json');
  // It was installed from archives.
  writeFileSync(
    manifest,
    readFileSync(manifest, 'utf8')
      .replace(/"file:[^"]+-nx-[^"]+"/, `"${version}"`)
      .replace(/\n.*"file:.*/g, ''),
  );
  for (const path of [folder, specs]) rmSync(path, { recursive: true });
  return target;
}

process.stdout.write(`${writeFixture()} is what this version makes.\n`);
