import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange, Tree as NxTree } from '@nx/devkit';
import { kitFolderName, outputFolder, secretsFolderName, treePlace } from '@sovereign-fleet/domain';
import { diffLines } from 'diff';

/** A change that Sovereigns have alike. */
interface Fold {
  /** The file, without the names of its Sovereign and region. */
  readonly file: string;
  readonly lines: readonly string[];
  readonly sovereigns: Set<string>;
}

const mostLines = 12;

/** What changed in trees, as lines for people: one entry for each change, with how many Sovereigns have it. */
export function foldChanges(nxTree: NxTree): readonly string[] {
  const folds = new Map<string, Fold>();
  for (const change of nxTree.listChanges().filter(({ path }) => path.startsWith(`${outputFolder}/`))) {
    const { fqdn, file } = placeOf(change.path);
    const lines = changedLines(nxTree.root, change);
    const key = [file, ...lines].join('\n');
    const fold = folds.get(key) ?? { file, lines, sovereigns: new Set<string>() };
    fold.sovereigns.add(fqdn);
    folds.set(key, fold);
  }
  return [...folds.values()].map(textOf);
}

function placeOf(path: string): { readonly fqdn: string; readonly file: string } {
  const below = path.slice(outputFolder.length + 1);
  const { fqdn, rest } = treePlace(below) ?? { fqdn: 'no Sovereign', rest: below };
  const [part = '', ...inPart] = rest.split('/');
  const isRegion = inPart.length > 0 && part !== kitFolderName && part !== secretsFolderName;
  return { fqdn, file: isRegion ? ['<region>', ...inPart].join('/') : rest };
}

function changedLines(root: string, { path, type, content }: FileChange): readonly string[] {
  const before = type === 'CREATE' ? '' : readFileSync(join(root, path), 'utf8');
  const after = content?.toString() ?? '';
  const changed = diffLines(before, after).filter(({ added, removed }) => added || removed);
  return changed.flatMap(({ value, added }) => {
    const lines = value.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => `${added ? '+' : '-'} ${line.trim()}`);
  });
}

function textOf({ file, lines, sovereigns }: Fold): string {
  const [first = ''] = sovereigns;
  const who = sovereigns.size === 1 ? `In ${first}` : `In ${sovereigns.size} Sovereigns`;
  const shown = lines.slice(0, mostLines);
  const more = lines.length > mostLines ? [`… and ${lines.length - mostLines} lines more`] : [];
  return [`${who}, ${file}:`, ...[...shown, ...more].map((line) => `  ${line}`)].join('\n');
}
