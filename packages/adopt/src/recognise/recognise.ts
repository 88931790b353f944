import type { Result } from '@sovereign-fleet/domain';
import { readPostBuild } from '@sovereign-fleet/flux';
import { freeName, type Json } from '../model/json';
import type { KitModel, ModelSlot } from '../model/kit-model';
import type { Note } from '../model/note';
import type { Extra, Facts, Parameters, Recognised, Release } from '../model/recognised';
import { placeOf, type Source, type SourceObject } from '../model/source';
import { actionOf, profilesOf } from './actions';
import { modelChart, namedSources } from './charts';
import { placeExtras } from './extras';
import { type Features, featuresOf } from './features';
import { makerNotes, type Namespaces, namespacesOf, placeholderNotes, targetOf } from './namespaces';
import { numbersOf } from './numbers';
import { parametersOf } from './parameters';
import { isSource, type Releases, releasesOf, settingsId } from './releases';
import { contractNotes, releaseMetadataOf } from './release-metadata';
import { nullNotes, resolvedNotes, slotOf } from './slot';
import { overlayOf } from './overlay';
import { type ArrivedBoth, usesIn } from './uses';
import { decryptionOf, isCarriedObject } from '../source/carried-files';
import { isOfFlux } from '../source/read-source';
import { withMetadata } from './kit-metadata';
import { deliveredOf, readsOf } from './inputs';

export interface RecogniseOptions {
  readonly kit: string;
  /** The facts of the region that is adopted. */
  readonly facts: Facts;
  /** Whether HelmRepositories stay as they are. */
  readonly keepSources: boolean;
  /** Whether rows may say ranges of versions. */
  readonly allowRanges: boolean;
  /** Whether a value may be a default: it names no host and no region. */
  readonly isDefault: (value: Json) => boolean;
}

/** Recognises slots, sources, parameters and features in the source. */
export function recognise(source: Source, both: ArrivedBoth, options: RecogniseOptions): Result<Recognised> {
  const { objects, notes: ofEncrypted } = openObjects(source);
  const found = releasesOf(source, { objects, asIs: both.asIs, allowRanges: options.allowRanges });
  if (!found.ok) return found;
  const releases = found.value;
  const parameters = parametersOf(usesIn(objects, both), options.facts, options.isDefault);
  const namespaces = namespacesOf(objects, releases.all);
  const names = slotNames(releases.all);
  const beside = objectsBeside(source, objects, { releases, namespaces, names });
  const features = featuresOf(releases.all, both);
  const parts = { source, both, options, releases, parameters, namespaces, names, features, extras: beside.extras };
  const kit = kitOf(parts);
  const slots = kit.slots.map((slot, index) => ({ slot, release: releases.all[index] }));
  return {
    ok: true,
    value: {
      kit,
      extras: beside.extras,
      parameters,
      facts: options.facts,
      releases: new Map(releases.all.map((release) => [names(release), release])),
      charts: new Map(releases.all.map((release) => [names(release), releases.chartOf(release)])),
      notes: [
        ...ofEncrypted,
        ...releases.notes,
        ...parameters.notes,
        ...beside.notes,
        ...makerNotes(namespaces),
        ...releases.all.flatMap((one) => [
          ...nullNotes(one),
          ...resolvedNotes(one),
          ...contractNotes(one),
          ...overlayOf(one).notes,
        ]),
        ...slots.flatMap(({ slot, release }) => placeholdersOf(slot, release)),
      ],
    },
  };
}

interface Parts {
  readonly source: Source;
  readonly both: ArrivedBoth;
  readonly options: RecogniseOptions;
  readonly releases: Releases;
  readonly parameters: Parameters;
  readonly namespaces: Namespaces;
  readonly names: SlotNames;
  readonly features: Features;
  readonly extras: readonly Extra[];
}

/** The name of a release's slot. */
type SlotNames = (release: Release) => string;

function kitOf({ source, both, options, releases, names, extras, ...parts }: Parts): KitModel {
  const { all, chartOf, edgesOf, blocks } = releases;
  const { parameters, namespaces, features } = parts;
  const profiles = profilesOf(all.map(({ spec }) => actionOf(spec)));
  const sources = namedSources(all.map(chartOf), options.keepSources);
  const metadata = releaseMetadataOf(all, { asIs: both.asIs, nameOf: parameters.nameOf });
  const { rows: delivered, referenceTo } = deliveredOf(all, Object.values(sources.rows), { source, extras });
  const numbers = numbersOf(all.map(({ of }) => of.raw?.file));
  const shared = { asIs: both.asIs, namespaces, blocks, profiles, parameters, metadata, referenceTo };
  const slots = all.map((release, index): ModelSlot => {
    const name = names(release);
    const overlay = overlayOf(release);
    const found = chartOf(release);
    return slotOf(release, {
      ...shared,
      number: numbers[index] ?? '',
      name,
      overlay,
      chart: modelChart({ ...found, version: overlay.baseVersion ?? found.version }, name, sources),
      dependsOn: edgesOf(release).to.map(names),
      brings: [...new Set(extras.filter(({ slot }) => slot === name).flatMap(({ group }) => group ?? []))],
      where: features.whereOf(release),
    });
  });
  return {
    name: options.kit,
    sources: sources.rows,
    profiles: profiles.rows,
    ...delivered,
    decryption: decryptionOf(source),
    ...withMetadata(parameters.declarations, metadata.shared),
    features: features.rows,
    slots,
    ...layerOf(releases, names),
  };
}

/** What overlays say over the rows. */
function layerOf({ all, chartOf }: Releases, names: SlotNames) {
  const said = all.map((release) => ({ name: names(release), release, overlay: overlayOf(release) }));
  return {
    overrides: Object.fromEntries(
      said.flatMap(({ name, overlay }) => (overlay.overrides === undefined ? [] : [[name, overlay.overrides]])),
    ),
    versions: Object.fromEntries(
      said.flatMap(({ name, release, overlay }) =>
        overlay.baseVersion === undefined ? [] : [[name, { version: chartOf(release).version }]],
      ),
    ),
  };
}

/** A slot has the name of its release, with `bp-` before it, as far as it fits. */
function slotNames(releases: readonly Release[]): SlotNames {
  const names = new Map<Release, string>();
  for (const release of releases) {
    const { name } = release.of.object.metadata;
    const word = name.replace(/^bp-/, '').replaceAll('.', '-').slice(0, 50).replace(/-+$/, '');
    names.set(release, freeName(`bp-${word}`, [...names.values()]));
  }
  return (release) => names.get(release) ?? '';
}

/** What is neither release nor source, nor a Namespace that a row makes. */
function objectsBeside(
  source: Source,
  objects: readonly SourceObject[],
  { releases, namespaces, names }: Pick<Parts, 'releases' | 'namespaces' | 'names'>,
) {
  const made = new Set(namespaces.madeBy.values());
  const isRow = (of: SourceObject) => made.has(of) || isSource(of) || of.object.kind === 'HelmRelease';
  const rest = objects.filter((of) => !isRow(of) && !isCarriedObject(source, of));
  const read = new Set(releases.all.flatMap(readsOf));
  const settings = new Set([...settingsOf(source)].filter((id) => !read.has(id))); // those that a release reads stay
  const places = releases.all.map((release) => ({
    name: names(release),
    namespace: targetOf(release),
    reads: readsOf(release),
    words: [names(release).replace(/^bp-/, ''), releases.chartOf(release).chart, targetOf(release)],
    of: release.of,
  }));
  const placed = placeExtras(
    rest.filter(({ id }) => !settings.has(id)),
    places,
  );
  const settingsNotes = rest.filter(({ id }) => settings.has(id)).map(settingsNote);
  return { extras: placed.extras, notes: [...settingsNotes, ...placed.notes] };
}

/** The ConfigMaps that Kustomizations of the cluster take substitutes from. */
function settingsOf({ units }: Source): ReadonlySet<string> {
  const found = units.flatMap(({ namespace, spec }) =>
    readPostBuild({ spec }).substituteFrom.map((reference) => settingsId(namespace, reference)),
  );
  return new Set(found.filter((id) => id.startsWith('ConfigMap ')));
}

/** What a kit can have. SOPS encrypts any object, and Flux decrypts it; a kit has Secrets alone encrypted. */
function openObjects(source: Source) {
  const all = source.objects.filter(({ object }) => !isOfFlux(object));
  const encrypted = all.filter(({ object }) => object.kind !== 'Secret' && 'sops' in object);
  const text = 'it is not opened; put what is secret in it into a Secret, and adopt it in clear';
  const notes = encrypted.map(({ id: of, raw }): Note => {
    return { reason: 'encrypted, kept as it is', of, place: placeOf(raw), text, leavesOut: true };
  });
  return { objects: all.filter((of) => !encrypted.includes(of)), notes };
}

function settingsNote({ id, raw }: SourceObject): Note {
  const text = 'its values are parameters of the Sovereign now';
  return { reason: 'object of Flux itself', of: id, place: placeOf(raw), text, leavesOut: true };
}

function placeholdersOf(slot: ModelSlot, release: Release | undefined): readonly Note[] {
  if (release === undefined) return [];
  return [
    ...placeholderNotes(release.of, slot.namespace.labels, `Namespace ${slot.namespace.name}: labels`),
    ...placeholderNotes(release.of, slot.values, 'values'),
  ];
}
