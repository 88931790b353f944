import { isExactVersion, type Issue, isVersionRange } from '@sovereign-fleet/domain';
import { tagOfVersion, versionOfTag } from '@sovereign-fleet/flux';
import { asText, isMap, type JsonMap, omitKeys } from '../model/json';
import type { Note } from '../model/note';
import type { FoundChart, Release } from '../model/recognised';
import { placeOf } from '../model/source';

type FoundVersion = Pick<FoundChart, 'version' | 'digest' | 'otherReference' | 'notes'>;

/** The version that an OCIRepository asks for, or why a row cannot say it. */
export type VersionOutcome = { readonly found: FoundVersion } | { readonly issue: Issue };

/** As source-controller reads a reference: the digest, else the range, else the tag, else `latest`. */
export function versionOfArtifact(source: Release): VersionOutcome {
  const ref = isMap(source.spec['ref']) ? source.spec['ref'] : {};
  const digest = asText(ref['digest']);
  if (digest !== '') return versionOfDigest(source, ref, digest);
  const semver = asText(ref['semver']);
  return semver === '' ? versionWithTag(source, ref) : versionOfRange(source, ref, semver);
}

function versionOfDigest(source: Release, ref: JsonMap, digest: string): VersionOutcome {
  const said = [versionOfTag(asText(ref['tag'])), asText(ref['semver'])];
  const version = said.find(isExactVersion);
  if (version === undefined) {
    const problem = 'Flux pulls it whatever its version, and a row says the version, too';
    return { issue: issueAt(source, 'digest', { value: digest, problem, remedy: 'Write its version as the tag' }) };
  }
  const text = `Flux pulls what its digest names, whatever the version ${version} says; a review compares them`;
  return { found: { version, digest, otherReference: {}, notes: [noteOn(source, 'digest beside a version', text)] } };
}

/** A range goes before a tag. One that is one version becomes the tag. */
function versionOfRange(source: Release, ref: JsonMap, semver: string): VersionOutcome {
  const tag = asText(ref['tag']);
  const unread = `Flux reads its range ${semver} and not its tag ${tag}, which is left out`;
  const asTag = `its range ${semver} is one version, and becomes the tag`;
  const notes = [
    ...(tag === '' ? [] : [noteOn(source, 'reference of a source', unread)]),
    ...(isExactVersion(semver) ? [noteOn(source, 'reference of a source', asTag)] : []),
  ];
  return { found: { version: semver, otherReference: omitKeys(ref, ['digest', 'semver', 'tag']), notes } };
}

function versionWithTag(source: Release, ref: JsonMap): VersionOutcome {
  const tag = asText(ref['tag']);
  const version = versionOfTag(tag);
  const otherReference = omitKeys(ref, ['digest', 'semver', 'tag', 'semverFilter']); // Flux reads no filter here
  if (isExactVersion(version)) {
    const pushed = tagOfVersion(tag);
    const text = `no registry has its tag ${tag}, so that Flux has no chart; the tag becomes ${pushed}`;
    const notes = tag.includes('+') ? [noteOn(source, 'reference of a source', text)] : [];
    return { found: { version, otherReference, notes } };
  }
  const [value, problem] =
    tag === ''
      ? [undefined, 'Flux pulls the tag latest, so that another chart may come tomorrow']
      : [tag, 'it is no version, so that another chart may come tomorrow'];
  return { issue: issueAt(source, 'tag', { value, problem, remedy: 'Write the version that runs now' }) };
}

type AtField = Pick<Issue, 'value' | 'problem' | 'remedy'>;

function issueAt({ of }: Release, field: 'digest' | 'tag', { value, problem, remedy }: AtField): Issue {
  return { file: placeOf(of.raw) ?? of.id, field: `${of.id}.spec.ref.${field}`, value, problem, remedy };
}

function noteOn({ of }: Release, reason: Note['reason'], text: string): Note {
  return { reason, of: of.id, place: placeOf(of.raw), text };
}

/** Why a row cannot say the version of a chart of a release, unless ranges are kept; undefined where it can. */
export function issueOfVersion({ of }: Release, found: FoundChart, allowRanges: boolean): Issue | undefined {
  const { version, object } = found;
  if (isExactVersion(version) || (allowRanges && isVersionRange(version))) return undefined;
  const isArtifact = object.object.kind === 'OCIRepository';
  const [at, field] = isArtifact ? [object, 'spec.ref.semver'] : [of, 'spec.chart.spec.version'];
  const where = { file: placeOf(at.raw) ?? at.id, field: `${at.id}.${field}`, value: version };
  if (isVersionRange(version)) {
    const problem = 'it is a range, so that another chart may come tomorrow';
    return { ...where, problem, remedy: 'Write the version that runs now, or keep ranges by --allow-ranges' };
  }
  const meant = versionOfTag(version);
  const remedy = isExactVersion(meant)
    ? `Write ${meant}: a tag has "_" there by itself`
    : 'Write the version that runs now';
  return { ...where, problem: 'it is neither a version nor a range of versions', remedy };
}

/** A range that is kept. */
export function rangeNotes({ of }: Release, { version }: FoundChart): readonly Note[] {
  if (isExactVersion(version)) return [];
  const text = `its chart is that of the range ${version}, and each review says so until a version stands there`;
  return [{ reason: 'range of versions', of: of.id, place: placeOf(of.raw), text }];
}
