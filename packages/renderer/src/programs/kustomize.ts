import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withoutCarriedTexts } from './carried-texts';
import { quickStart } from './go-start';
import { memoize } from './memoize';
import { mebibyte } from './output-limit';
import { missingHome, noWayOut } from './child-environment';
import { expandingFile, expandsTooMuch } from '../kustomize/expanding-text';
import { withOrigins } from '../kustomize/origins';
import { withManagedBy } from '../kustomize/managed-by';
import { outsideFilesFolder, kustomizationInputs } from '../kustomize/kustomization-inputs';
import { failure, isProgramFault, type Outcome } from '../contract/failure';
import type { BuildKustomization, Files } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { objectsIn } from '../objects/objects-in';
import { runGoProgram } from './go-program';
import { pathInTree } from '../tree/tree-folder';
import { contentOf } from '../tree/binary-text';
import { temporaryFolder } from '../disk/temporary-folder';

export interface KustomizeOptions {
  /** A kubectl, for the kustomize in it: which one is said by the Flux of the record (programs.ts). */
  readonly kubectl: string;
  readonly timeoutSeconds: number;
}

/**
 * Builds by `kubectl kustomize`, as kustomize-controller does it: no plugins, and files from anywhere in the tree.
 * kustomize gets only the files that it needs, in a folder of its own that it may not read out of (its load
 * restrictor), and an environment with nothing of ours. The same files are built once. A failure has kustomize's own
 * words.
 */
export function kustomizeBuild(options: KustomizeOptions): BuildKustomization {
  const isKept = ({ inputs }: FolderToBuild) => sizeOf(inputs) <= largestKept;
  const work = ({ inputs, folder }: FolderToBuild) => build(inputs, folder, options);
  const buildOnce = memoize(keyOf, work, { most: mostKept, isKept });
  return async (files, folder) => {
    const inputs = kustomizationInputs(files, folder);
    if (!inputs.ok) return inputs;
    const badPath = [...inputs.value.files.keys()].find((path) => pathInTree('', path) !== path);
    if (badPath !== undefined) return failure('outside-tree', `${badPath} is not a path in a tree`);
    const expanding = expandingFile(inputs.value.files);
    if (expanding !== undefined) return failure('invalid-yaml', `${expanding}: ${expandsTooMuch}`, 'Write it out');
    const built = await buildAnywhere({ inputs: inputs.value.files, folder }, buildOnce);
    if (!built.ok) return built;
    const labelled = withManagedBy(built.value, inputs.value.files);
    return { ok: true, value: withOrigins(labelled, inputs.value.origins) };
  };
}

/** Builds of a run that are kept. Each is a whole kit, and most are asked for only soon after. */
const mostKept = 200;
/** A larger one is built again: all that a process keeps has to fit into its memory. */
const largestKept = 4 * mebibyte;

function sizeOf(inputs: Files): number {
  return [...inputs.values()].reduce((sum, text) => sum + text.length, 0);
}

/** A hash, since a key in full would be all the text that goes in. */
function keyOf({ inputs, folder }: FolderToBuild): string {
  const hash = createHash('sha256').update(JSON.stringify(folder));
  for (const file of inputs) hash.update(JSON.stringify(file));
  return hash.digest('base64');
}

type Built = Outcome<readonly KubernetesObject[]>;

/**
 * Builds a folder without the folders that all of its files are below, and without the texts that kustomize only
 * carries, since the rest of what comes out does not depend on them: so Sovereigns whose files differ in nothing else
 * share a build. Only the words of a failure name them: then it is built as it is, unless the program was stopped.
 */
async function buildAnywhere(
  { inputs, folder }: FolderToBuild,
  buildOnce: (one: FolderToBuild) => Promise<Built>,
): Promise<Built> {
  const above = folderAbove([folder, ...[...inputs.keys()].map((path) => dirname(path))]);
  const cut = (path: string) => (above === '' ? path : path.slice(above.length + 1));
  const moved = new Map([...inputs].map(([path, text]) => [cut(path), text]));
  const carried = withoutCarriedTexts(moved);
  const built = await buildOnce({ inputs: carried?.inputs ?? moved, folder: cut(folder) });
  if (built.ok) return carried === undefined ? built : { ok: true, value: carried.restore(built.value) };
  return isProgramFault(built) ? built : buildOnce({ inputs, folder });
}

/** The innermost folder that all of these are in. */
function folderAbove(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split('/'));
  const parts = [...first];
  for (const other of others) {
    const differs = parts.findIndex((part, index) => part !== other[index]);
    if (differs >= 0) parts.length = differs;
  }
  return parts.join('/');
}

interface FolderToBuild {
  readonly inputs: Files;
  readonly folder: string;
}

async function build(inputs: Files, folder: string, options: KustomizeOptions): Promise<Built> {
  const { path: root, remove } = temporaryFolder('sovereign-fleet-build-');
  try {
    const folders = new Set([...inputs.keys()].map(dirname));
    for (const one of folders) mkdirSync(join(root, one), { recursive: true });
    for (const [path, text] of inputs) writeFileSync(join(root, path), contentOf(text));
    const args = ['kustomize', '--load-restrictor=LoadRestrictionsRootOnly', join(root, folder)];
    const { kubectl: program, timeoutSeconds } = options;
    const outcome = await runGoProgram({ program, args, env: environment(), timeoutSeconds });
    if (outcome.ok) return objectsIn(outcome.value.stdout);
    return { ...outcome, reason: kustomizeReason(outcome.reason, root) };
  } finally {
    remove();
  }
}

/** kustomize's words without the names of our folders. */
function kustomizeReason(reason: string, root: string): string {
  return reason.replaceAll(`${outsideFilesFolder}/`, '').replaceAll(`${root}/`, '').replaceAll(root, '.');
}

/**
 * Nothing of the person who runs it: no home, no token. If kustomize still takes something for an address, git may not
 * use any protocol (git: GIT_ALLOW_PROTOCOL), and Go's HTTP goes to a proxy that does not exist.
 */
function environment(): Readonly<Record<string, string>> {
  return {
    ...quickStart,
    PATH: process.env['PATH'] ?? '',
    HOME: missingHome,
    GIT_ALLOW_PROTOCOL: 'none',
    ...noWayOut,
  };
}
