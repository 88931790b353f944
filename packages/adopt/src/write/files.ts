import type { SovereignSpec } from '@sovereign-fleet/domain';
import { groupBy } from '../model/group-by';
import { freeName, type Json } from '../model/json';
import type { Extra, Recognised } from '../model/recognised';
import type { Source, SourceObject } from '../model/source';
import { carriedFiles } from '../source/carried-files';
import { isRead } from '../source/is-read';
import { splitText } from '../source/substitutes';
import { graphFileText, printObjects } from './graph-file';
import { kitFileText, parametersFileText } from './kit-file';
import { identifiersOf } from './names';
import { type Commented, notesFileText } from './notes-file';
import { slotBase, slotFile } from './slot-file';
import { specFileText } from './spec-file';

export interface SovereignToWrite {
  readonly name: string;
  readonly spec: SovereignSpec;
}

/** Every file of the kit and of the Sovereign, by path from the workspace's root; TypeScript is not formatted yet. */
export function filesOf(
  source: Source,
  recognised: Recognised,
  sovereign: SovereignToWrite,
): ReadonlyMap<string, string> {
  const { kit } = recognised;
  const names = identifiersOf(kit.slots.map(({ name }) => name.replace(/^bp-/, '')));
  const folder = `kits/${kit.name}`;
  return new Map([
    [`${folder}/kit.ts`, kitFileText(kit, names)],
    [`${folder}/parameters.ts`, parametersFileText(kit)],
    [`${folder}/graph.yaml`, graphFileText(kit)],
    ...kit.slots.map(
      (slot, index) => [`${folder}/slots/${slotBase(slot)}.ts`, slotFile(slot, names[index] ?? '')] as const,
    ),
    ...extraFiles(folder, recognised),
    ...noteFiles(folder, source, recognised),
    [`sovereigns/${sovereign.name}/sovereign.ts`, specFileText(sovereign.spec, kit)],
    ...secretFiles(sovereign.name, source),
  ]);
}

/** Objects that no row says, a file each. */
function extraFiles(folder: string, { kit, extras, parameters }: Recognised): readonly (readonly [string, string])[] {
  const bySlot = groupBy(extras, ({ slot }) => slot);
  return kit.slots.flatMap((slot) => {
    const files = new Map<string, string>();
    for (const { of } of bySlot.get(slot.name) ?? []) {
      const object = withParameters(of.object, of.unit.variables === undefined ? undefined : parameters.nameOf);
      // Two namespaces may have an object of one name.
      files.set(freeName(fileNameOf(of), [...files.keys()]), printObjects([object as object]));
    }
    return [...files].map(([name, text]) => [`${folder}/slots/${slotBase(slot)}/${name}.yaml`, text] as const);
  });
}

function fileNameOf({ object: { kind, metadata } }: SourceObject): string {
  return `${kind}-${metadata.name}`.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
}

/** `${X:=default}` is `${X}` here: the default stands where the parameter is declared. */
function withParameters(value: Json, nameOf: Recognised['parameters']['nameOf'] | undefined): Json {
  if (typeof value === 'string') return nameOf === undefined ? escapeText(value) : withNames(value, nameOf);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withParameters(item, nameOf));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, Json]) => [escapeText(key), withParameters(item, nameOf)]),
  );
}

function withNames(value: string, nameOf: Recognised['parameters']['nameOf']): string {
  const { literals, uses } = splitText(value);
  const names = uses.map((use) => nameOf(use) ?? use.name);
  return literals
    .map((text, index) => escapeText(text) + (names[index] === undefined ? '' : `\${${names[index]}}`))
    .join('');
}

/** Text that is no substitute, as YAML beside a row has it. */
function escapeText(text: string): string {
  return text.replaceAll('${', () => '$${');
}

function noteFiles(
  folder: string,
  source: Source,
  { kit, releases, extras }: Recognised,
): readonly (readonly [string, string])[] {
  const owned = new Set<string>();
  const ofSlots = kit.slots.flatMap((slot): readonly (readonly [string, string])[] => {
    const file = releases.get(slot.name)?.of.raw?.file;
    const own = extras.filter((extra: Extra) => extra.slot === slot.name).map(({ of }) => of.raw?.file);
    const files = [...new Set([file, ...own])].filter((one): one is string => one !== undefined && !owned.has(one));
    for (const one of files) owned.add(one);
    const text = notesFileText(
      slot.name,
      files.map((one) => commentsOf(one, source)),
    );
    return text === undefined ? [] : [[`${folder}/slots/${slotBase(slot)}.notes.md`, text]];
  });
  const others = [...source.raw.keys()].filter((file) => !owned.has(file) && isOfCluster(file, source));
  const rest = notesFileText(
    kit.name,
    others.map((file) => commentsOf(file, source)),
  );
  return rest === undefined ? ofSlots : [...ofSlots, [`${folder}/notes.md`, rest]];
}

/** Without those of Secrets, which may say what is in them. */
function commentsOf(file: string, { raw }: Source): Commented {
  const read = raw.get(file);
  const objects = read?.objects.filter(({ kind }) => kind !== 'Secret') ?? [];
  const comments = [...(read?.comments ?? []), ...objects.flatMap((object) => object.comments)];
  return { file, comments: comments.sort((a, b) => a.line - b.line) };
}

/** Files in a folder that the cluster is pointed at, and those of objects that are built from elsewhere. */
function isOfCluster(file: string, source: Source): boolean {
  return isRead(file, source) || source.objects.some(({ raw }) => raw?.file === file);
}

/** Encrypted files that the cluster reads, byte for byte. */
function secretFiles(sovereign: string, source: Source): readonly (readonly [string, string])[] {
  return carriedFiles(source).map(({ name, text }) => [`sovereigns/${sovereign}/secrets/${name}`, text]);
}
