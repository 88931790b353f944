import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  type BootstrapKit,
  type Fleet,
  type Issue,
  outputFolder,
  type Result,
  resultOf,
  type Sovereign,
  sovereignFolder,
} from '@sovereign-fleet/domain';
import { readDesiredFiles } from '@sovereign-fleet/pull-request/node';

export interface CompiledSource {
  /** The workspace. */
  readonly root: string;
  readonly fleet: Fleet;
  readonly kits: readonly BootstrapKit[];
}

/** Texts by path below the folder of a Sovereign. */
export type CompiledFiles = ReadonlyMap<string, string>;

/**
 * The files of a Sovereign in `gitops-out/`, if they are what its spec compiles to; else the Issues. Render, review and
 * propose ask here first, so that none of them is about a tree that nobody will get.
 */
export function readCompiled(sovereign: Sovereign, { root, fleet, kits }: CompiledSource): Result<CompiledFiles> {
  const folder = sovereignFolder(sovereign.fqdn);
  const topology = resolve({ sovereign, fleet, kits });
  if (!topology.ok) return topology;
  const isRetired = sovereign.state === 'retired' && !existsSync(join(root, outputFolder, folder));
  const read = isRetired ? { ok: true as const, value: noFiles } : readDesiredFiles(join(root, outputFolder), folder);
  if (!read.ok) return read;
  const files = read.value;
  const compiled = new Map([...compile([topology.value])].map(([path, text]) => [path.slice(folder.length + 1), text]));
  return resultOf(issuesOfDrift(folder, files, compiled), () => files);
}

const noFiles: CompiledFiles = new Map();

function issuesOfDrift(folder: string, files: CompiledFiles, compiled: CompiledFiles): readonly Issue[] {
  const paths = [...new Set([...files.keys(), ...compiled.keys()])].sort();
  return paths
    .filter((path) => files.get(path) !== compiled.get(path))
    .map((path) => ({
      file: `${outputFolder}/${folder}/${path}`,
      field: 'content',
      value: files.has(path) ? (compiled.has(path) ? 'other text' : 'a stale file') : undefined,
      problem: 'it is not what the spec compiles to',
      remedy: 'Run "npx nx sync", and commit what it writes',
    }));
}
