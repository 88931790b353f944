import {
  type BootstrapKit,
  type Fleet,
  type Issue,
  nameInDefault,
  type Result,
  type Sovereign,
  type SovereignSpec,
} from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { Json } from './model/json';
import type { Note } from './model/note';
import type { Proof } from './model/proof';
import type { Facts, Recognised } from './model/recognised';
import { type Arrived, type Overrides, placeOf, type Source, type SourceTree } from './model/source';
import { prove } from './prove/prove';
import { recognise } from './recognise/recognise';
import { cutOverLines, cutOverOf } from './report/cut-over';
import { issueOfDraft } from './report/draft-issue';
import { issuesOfProof } from './report/differences';
import { arrive } from './source/arrived';
import { notesOfEncrypted } from './source/carried-files';
import { readSource } from './source/read-source';
import { withoutTwins } from './source/twins';
import { splitText } from './source/substitutes';
import { filesOf } from './write/files';
import { summaryLines } from './report/summary';

export interface AdoptRequest {
  readonly tree: SourceTree;
  readonly kit: string;
  readonly sovereign: { readonly name: string; readonly spec: SovereignSpec };
  /** The facts of the region that the cluster is, by their names in a kit. */
  readonly facts: Facts;
  readonly keepSources: boolean;
  readonly allowRanges: boolean;
}

/** What an import would write, before it is proved. */
export interface Draft {
  /** By path from the workspace's root; TypeScript is not formatted yet. */
  readonly files: ReadonlyMap<string, string>;
  readonly source: Source;
  readonly recognised: Recognised;
  readonly notes: readonly Note[];
}

/** Reads a tree and recognises a kit in it, or every Issue that keeps it from being one. */
export async function draftAdoption(request: AdoptRequest): Promise<Result<Draft>> {
  const { tree, kit, sovereign, facts, keepSources, allowRanges } = request;
  const read = await readSource(tree);
  if (!read.ok) return read;
  const { notes } = read.value;
  const { units } = read.value.source;
  const unset = issuesOfUnset(read.value.source);
  if (unset.length > 0) return { ok: false, issues: unset };
  const asIs = arrive(units);
  const byDefault = arrive(units, withoutDefaults(read.value.source));
  if (!asIs.ok) return asIs;
  if (!byDefault.ok) return byDefault;
  const both = { asIs: asIs.value, byDefault: byDefault.value };
  const once = withoutTwins(read.value.source, asIs.value);
  if (!once.ok) return once;
  const { source, notes: ofTwins } = once.value;
  const recognised = recognise(source, both, { kit, facts, keepSources, allowRanges, isDefault });
  if (!recognised.ok) return recognised;
  const files = filesOf(source, recognised.value, sovereign);
  const encrypted = notesOfEncrypted(source);
  const all = [
    ...notes,
    ...ofTwins,
    ...encrypted,
    ...quotedNotes(source, asIs.value.changed),
    ...recognised.value.notes,
  ];
  return { ok: true, value: { files, source, recognised: recognised.value, notes: all } };
}

export interface ProofParts {
  readonly draft: Draft;
  /** As they were loaded from what was drafted. */
  readonly fleet: Fleet;
  readonly kits: readonly BootstrapKit[];
  readonly sovereign: Sovereign;
}

/** A draft that holds: the compiled tree, and what a person should read. */
export interface Adoption {
  readonly tree: Proof['tree'];
  readonly lines: readonly string[];
}

/** Proves a draft: compiles it, and compares each region with the source. Any difference refuses it. */
export async function proveAdoption({ draft, fleet, kits, sovereign }: ProofParts): Promise<Result<Adoption>> {
  const { source, recognised, notes } = draft;
  const proof = await prove({ source, recognised, notes, fleet, kits, sovereign });
  if (!proof.ok) return { ok: false, issues: proof.issues.map((issue) => issueOfDraft(issue, recognised)) };
  const issues = issuesOfProof(proof.value, source, recognised);
  if (issues.length > 0) return { ok: false, issues };
  const region = recognised.facts['regionKey'] ?? '';
  const cutOver = cutOverOf({ source, proof: proof.value, fqdn: sovereign.fqdn, region });
  const lines = [...summaryLines({ source, recognised, notes, proof: proof.value }), ...cutOverLines(cutOver)];
  return { ok: true, value: { tree: proof.value.tree, lines } };
}

/** Substitutes that nobody sets and that have no default: Flux 2.9 refuses them, older ones take an empty text. */
function issuesOfUnset({ units, objects }: Source): readonly Issue[] {
  const found = objects.flatMap(({ unit: { variables }, object, id, raw }) => {
    const uses = variables === undefined ? [] : textsOf(object).flatMap((text) => splitText(text).uses);
    const unset = uses.filter(({ name, fallback }) => fallback === undefined && !Object.hasOwn(variables ?? {}, name));
    return unset.map(({ name }) => [name, placeOf(raw) ?? id] as const);
  });
  const names = new Map([...found].reverse()); // the first place of a name
  const cluster =
    units.length > 1 ? 'no Kustomization of the cluster sets it' : 'no Kustomization of the cluster is in the tree';
  return [...names].map(([name, file]) => ({
    file,
    field: `\${${name}}`,
    value: undefined,
    code: 'missing',
    problem: `${cluster}, and it has no default`,
    remedy: `Say what it is in the cluster: --set=${name}=value`,
  }));
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return value.includes('${') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((part: Json) => textsOf(part));
}

/** Takes away what the cluster says where there is a default. */
function withoutDefaults({ objects }: Source): Overrides {
  const uses = objects.flatMap(({ unit, object }) =>
    unit.variables === undefined ? [] : textsOf(object).flatMap((text) => splitText(text).uses),
  );
  const bare = new Set(uses.filter(({ fallback }) => fallback === undefined).map(({ name }) => name));
  const names = uses.filter(({ name, fallback }) => fallback !== undefined && !bare.has(name)).map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** Quotes around a substitute: kustomize takes them off before Flux substitutes. */
function quotedNotes({ objects }: Source, changed: Arrived['changed']): readonly Note[] {
  return objects.flatMap(({ id, object, raw, unit }): readonly Note[] => {
    // What arrives in a Secret is shown to nobody.
    if (raw === undefined || unit.variables === undefined || object.kind === 'Secret') return [];
    return raw.quoted.map(({ line, path }): Note => {
      const found = changed.find((change) => change.id === id && change.path === path);
      const effect = found === undefined ? 'it is text all the same' : `it arrives as ${printJson(found.to)}`;
      const text = `the quotes of ${path} are gone before Flux substitutes; ${effect}`;
      return { reason: 'quoted substitute', of: id, place: `${raw.file}:${line}`, text };
    });
  });
}

/** Whether a value may be a default: it names neither a host nor a region. */
function isDefault(value: Json): boolean {
  return nameInDefault(value) === undefined;
}
