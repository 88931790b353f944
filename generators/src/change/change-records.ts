import { logger, type Tree as NxTree } from '@nx/devkit';
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  allOf,
  outputFolder,
  type Result,
  resultOf,
  type Sovereign,
  sovereignFolder,
  valueOf,
} from '@sovereign-fleet/domain';
import { describeConsequences } from '@sovereign-fleet/workspace/change';
import { editText, issuesOfSideEffects, type RecordEdit } from '@sovereign-fleet/workspace/edit';
import { type FleetRecord, issuesOfRefusedObjects, recordReaderAt } from '@sovereign-fleet/workspace/specs';
import { keepCompiledCode } from '../nx/kept-code';
import { recordTree } from '../nx/record-tree';
import { foldChanges } from './fold-changes';
import { readStaged } from './stage';

/** What a command edits in one file. */
export interface FileEdit {
  readonly file: string;
  /** The slot in whose row the edits begin; without it, in what the file exports by default. */
  readonly row?: string;
  readonly edits: readonly RecordEdit[];
}

/** What a command puts into a file, whatever was there. */
export interface WrittenFile {
  readonly file: string;
  readonly text: string;
}

export interface RecordsChange {
  readonly record: FleetRecord;
  readonly files: readonly (FileEdit | WrittenFile)[];
  /** Those whose trees may become others. */
  readonly sovereigns: readonly Sovereign[];
  /** Whether the charts of the first one are rendered, too. */
  readonly render: boolean;
  /** What a person reads at the end. */
  readonly lines: readonly string[];
}

/**
 * Edits records that people wrote and compiles them: all of that is written or nothing. Before, it says what the
 * clusters get. Refuses an edit that the text does not allow, or that would change more than it names.
 */
export async function changeRecords(nxTree: NxTree, change: RecordsChange): Promise<() => Promise<void>> {
  const texts = editTexts(nxTree, change.files);
  const changed = [...texts].filter(([file, text]) => nxTree.read(file, 'utf-8') !== text);
  if (changed.length > 0) {
    const after = valueOf(loadEdited(nxTree, change, new Map(changed)));
    await compileChanged(nxTree, change, after);
    for (const [file, text] of changed) nxTree.write(file, text);
  }
  return async () => {
    for (const line of changed.length === 0 ? ['Nothing to change.'] : change.lines) logger.info(line);
    await keepCompiledCode();
  };
}

/** Nothing is formatted: what an edit does not name stays byte for byte (docs/decisions/0061). */
function editTexts(nxTree: NxTree, files: RecordsChange['files']): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const edited = files.map((one): Result<string> => {
    if ('text' in one) return { ok: true, value: one.text };
    const { file, edits, ...from } = one;
    const after = editText({ file, text: texts.get(file) ?? nxTree.read(file, 'utf-8') ?? '', ...from }, edits);
    if (after.ok) texts.set(file, after.value);
    return after;
  });
  const written = files.flatMap((one) => ('text' in one ? [[one.file, one.text] as const] : []));
  valueOf(allOf(edited));
  return new Map([...texts, ...written]);
}

type Loaded = Pick<FleetRecord, 'fleet' | 'kits' | 'sovereigns'>;

/** The records as they will be, loaded from texts that are not written yet. */
function loadEdited(nxTree: NxTree, change: RecordsChange, files: ReadonlyMap<string, string>): Result<Loaded> {
  const names = change.sovereigns.map(({ name }) => name);
  const folders = names.map((name) => `sovereigns/${name}`);
  return readStaged(nxTree, { files, folders }, (root) => {
    const records = recordReaderAt(root, names);
    const shared = records.readShared();
    const sovereigns = allOf(names.map((name) => records.readSovereign(name)));
    if (!shared.ok) return shared;
    if (!sovereigns.ok) return sovereigns;
    const loaded = { ...shared.value, sovereigns: sovereigns.value };
    return resultOf(issuesBeside(change, loaded), () => loaded);
  });
}

/** What became another although no edit names it. */
function issuesBeside({ record, files, sovereigns }: RecordsChange, after: Loaded) {
  const edits = files.flatMap((one) => ('text' in one ? [] : one.edits.map((edit) => ({ ...edit, file: one.file }))));
  return [
    ...sovereigns.flatMap((sovereign, index) => {
      const own = edits.filter(({ file }) => file === sovereign.source);
      return issuesOfSideEffects({ before: sovereign, after: after.sovereigns[index], file: sovereign.source }, own);
    }),
    ...issuesOfSideEffects(
      { before: record.fleet, after: after.fleet, file: record.fleet.source },
      edits.filter(({ file }) => file === record.fleet.source),
    ),
  ];
}

async function compileChanged(nxTree: NxTree, { record, sovereigns, render }: RecordsChange, after: Loaded) {
  const trees = after.sovereigns.map((sovereign, index) => {
    const tree = compile([valueOf(resolve({ ...after, sovereign }))]);
    const folder = `${outputFolder}/${sovereignFolder(sovereign.fqdn)}`;
    const differences = recordTree(nxTree, tree, {
      folder,
      issuesOf: ({ missing, different }) => issuesOfRefusedObjects(tree, [...missing, ...different], [sovereign]),
    });
    const isChanged = Object.values(differences).some((paths: readonly string[]) => paths.length > 0);
    return { before: sovereigns[index], sovereign, tree, isChanged };
  });
  const changed = trees.filter(({ isChanged }) => isChanged);
  if (sovereigns.length > 1) for (const line of foldChanges(nxTree)) logger.info(line);
  const [first] = changed;
  if (first === undefined) logger.info('No file of a tree changes.');
  if (first?.before === undefined || (sovereigns.length > 1 && !render)) return;
  const sides = { before: { ...record, sovereign: first.before }, after: { ...after, sovereign: first.sovereign } };
  logger.info(await describeConsequences({ root: nxTree.root, ...sides, tree: first.tree, withCharts: render }));
}
