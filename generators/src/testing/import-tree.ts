import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import * as tree from 'nx/src/generators/tree';
import { proveAdoption, type ProofParts } from '@sovereign-fleet/adopt';
import { readBootstrapKit } from '@sovereign-fleet/bootstrap-kit/node';
import { type NamedKit, parseSovereign, type Result, valueOf } from '@sovereign-fleet/domain';
import { readFleetRecordAt } from '@sovereign-fleet/workspace/specs';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import importGenerator, { draftImport } from '../import/generator';
import type { ImportOptions } from '../import/options';
import { withKubectl } from './with-kubectl';

// For tests: `nx g import` on trees to adopt.

/** A public kit of 35 slots, where it is beside this repository. */
export const aprilTree = join(__dirname, '../../../../shared/kit-2026-04/tree/bootstrap-kit');
export const withAprilTree = existsSync(aprilTree) ? withKubectl : describe.skip;

/** A tree of one release, and the repository of its chart. */
export const webRelease = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: charts, namespace: flux-system }
spec: { interval: 15m, url: https://charts.example.com }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: flux-system }
spec:
  interval: 15m
  targetNamespace: web
  releaseName: web
  chart:
    spec:
      chart: web
      version: 1.0.0
      sourceRef: { kind: HelmRepository, name: charts }
`;

/** A copy of the tree with every fact that real slots have, as a repository of its own. */
export function copyOfNorth(): string {
  return copyOfTree('north');
}

/** A copy of a tree to adopt, as a repository of its own. */
export function copyOfTree(name: 'north' | 'stages'): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  cpSync(join(__dirname, 'testdata', name), root, { recursive: true });
  mkdirSync(join(root, '.git'));
  return root;
}

/** The options for that tree. */
export function northOptions(root: string, cluster = 'north'): ImportOptions {
  const from = join(root, 'clusters', cluster);
  return { from, kit: 'imported', sovereign: cluster, fqdn: `${cluster}.example.com`, regions: 'fsn1' };
}

interface ImportRun {
  /** What was written: `CREATE kits/april/kit.ts`. */
  readonly changes: readonly string[];
  /** What a person reads. */
  readonly lines: readonly string[];
}

/** Runs the generator on a folder as Nx does. */
export async function runImport(root: string, options: ImportOptions): Promise<ImportRun> {
  const nxTree = new tree.FsTree(root, false);
  const done = await importGenerator(nxTree, options);
  const changes = nxTree.listChanges();
  tree.flushChanges(root, changes);
  const lines: string[] = [];
  const { info } = logger;
  logger.info = (text) => lines.push(String(text));
  try {
    done();
  } finally {
    logger.info = info;
  }
  return { changes: changes.map(({ type, path }) => `${type} ${path}`), lines };
}

/** Why an import was refused, a line an Issue; none for one that was not. */
export async function refusal(root: string, options: ImportOptions): Promise<readonly string[]> {
  try {
    await runImport(root, options);
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.split('\n').slice(1);
  }
}

/** A kit and a spec as their files write them, before they are checked. */
export interface Written {
  readonly kit: unknown;
  readonly spec: unknown;
}

/**
 * What an import would write, and the proof of it for other rows and another spec in their place. It is written to
 * another workspace than it is drafted in, since Jest loads each file once.
 */
export async function draftOf(workspace: string, root: string, options: ImportOptions) {
  const { draft, files, name } = await draftImport(new tree.FsTree(workspace, false), options);
  writeFiles(root, Object.fromEntries(files));
  const { fleet, kits, sovereigns } = valueOf(readFleetRecordAt(root));
  const own = sovereigns.find((one) => one.name === name);
  if (own === undefined) throw new Error(`there is no Sovereign ${name}`);
  const { fqdn, environment, kit, regions, parameters, features } = own;
  const places = regions.map(({ key, provider, role }) => ({ key, provider, role }));
  const spec = { fqdn, environment, kit, regions: places, parameters, features };
  const written: Written = { kit: fleet.kits.find((one) => one.name === kit)?.rows, spec };
  const load = (other: Written): Result<Omit<ProofParts, 'draft'>> => {
    const rows = readBootstrapKit(root, other.kit as NamedKit); // whatever it is, it is checked there
    const sovereign = parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec: other.spec });
    if (!rows.ok) return rows;
    if (!sovereign.ok) return sovereign;
    const all = kits.map((one) => (one.name === kit ? rows.value : one));
    return { ok: true, value: { fleet, kits: all, sovereign: sovereign.value } };
  };
  return { written, load, prove: (loaded: Omit<ProofParts, 'draft'>) => proveAdoption({ draft, ...loaded }) };
}
