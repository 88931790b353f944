import { logger, type Tree as NxTree } from '@nx/devkit';
import { addKit, type Draft, draftAdoption, issueOfDraft, proveAdoption } from '@sovereign-fleet/adopt';
import {
  type BootstrapKit,
  type Fleet,
  type Issue,
  outputFolder,
  type Result,
  resultOf,
  type Sovereign,
  sovereignFolder,
  valueOf,
} from '@sovereign-fleet/domain';
import { kustomizeBuild } from '@sovereign-fleet/renderer/kustomize';
import { findKubectl } from '@sovereign-fleet/renderer/programs';
import { printableText } from '@sovereign-fleet/workspace/disk';
import { readFleet, recordReaderAt } from '@sovereign-fleet/workspace/specs';
import { formatFiles } from '../nx/format';
import { readStaged } from '../change/stage';
import { recordTree } from '../nx/record-tree';
import { type ImportOptions, parseImportOptions } from './options';
import { planImport } from './plan';
import { readRepository } from './read-repository';
import { issuesOfUnreadSpecs } from '../sovereign/unread-specs';
import { isKeptNotes, issuesOfTaken, keptNotesLines } from './taken';

const fleetFile = 'sovereigns/fleet.ts';

/** Writes a kit and a Sovereign that say what a hand-written tree says, once that is proved. */
export default async function importGenerator(nxTree: NxTree, options: ImportOptions): Promise<() => void> {
  const { draft, files, name } = await draftImport(nxTree, options);
  const loaded = loadStaged(nxTree, files, name);
  const staged = valueOf(loaded.ok ? loaded : refuseDraft(loaded.issues, draft));
  const adoption = valueOf(await proveAdoption({ draft, ...staged }));
  const lines = [...adoption.lines, ...keptNotesLines(nxTree, files)];
  const newFiles = [...files.keys()].filter((path) => !nxTree.exists(path));
  for (const [path, text] of files) {
    if (nxTree.read(path, 'utf-8') !== text && !isKeptNotes(nxTree, path)) nxTree.write(path, text);
  }
  const folder = `${outputFolder}/${sovereignFolder(staged.sovereign.fqdn)}`;
  recordTree(nxTree, adoption.tree, { folder, newFiles });
  return () => {
    for (const line of lines) logger.info(printableText(line));
  };
}

/** What an import would write, before it is proved. */
interface ImportDraft {
  readonly draft: Draft;
  /** As they would stand on the disk. */
  readonly files: ReadonlyMap<string, string>;
  /** Of the Sovereign. */
  readonly name: string;
}

/** Reads the tree that the options name. Refuses what cannot be adopted, and names that are taken. */
export async function draftImport(nxTree: NxTree, options: ImportOptions): Promise<ImportDraft> {
  const given = valueOf(parseImportOptions({ ...options }));
  const record = valueOf(readFleet(nxTree));
  const { sovereign, facts } = valueOf(planImport(given, record));
  const asked = { name: sovereign.name, fqdn: sovereign.spec.fqdn };
  const isThere = record.sovereigns.some(({ name }) => name === asked.name);
  valueOf(resultOf(isThere ? [] : issuesOfUnreadSpecs(nxTree, asked, record.unread), () => asked));
  const repository = valueOf(readRepository(given.from));
  const build = kustomizeBuild({ kubectl: await findKubectl(), timeoutSeconds: 120 });
  const tree = { ...repository, build, given: given.set };
  const draft = valueOf(await draftAdoption({ ...given, tree, sovereign, facts }));
  const fleet = valueOf(addKit(nxTree.read(fleetFile, 'utf-8') ?? '', given.kit));
  const own = await formatFiles(nxTree, draft.files);
  const folders = [`kits/${given.kit}`, `sovereigns/${sovereign.name}`];
  const files = new Map([...own, [fleetFile, fleet]]);
  return valueOf(resultOf(issuesOfTaken(nxTree, own, folders), () => ({ draft, files, name: sovereign.name })));
}

/** What an import is about to write, loaded as it will be. */
interface Loaded {
  readonly fleet: Fleet;
  readonly kits: readonly BootstrapKit[];
  readonly sovereign: Sovereign;
}

function loadStaged(nxTree: NxTree, files: ReadonlyMap<string, string>, name: string): Result<Loaded> {
  return readStaged(nxTree, { files }, (root) => {
    const records = recordReaderAt(root, [name]);
    const shared = records.readShared();
    if (!shared.ok) return shared;
    const sovereign = records.readSovereign(name);
    if (!sovereign.ok) return sovereign;
    return { ok: true, value: { ...shared.value, sovereign: sovereign.value } };
  });
}

/** The files that an Issue names are not written yet. */
function refuseDraft(issues: readonly Issue[], { recognised }: Draft): Result<Loaded> {
  return { ok: false, issues: issues.map((issue) => issueOfDraft(issue, recognised)) };
}
