import { z } from 'zod';
import { asZodIssue } from '../issue/zod-issues';
import type { Refusal } from '../issue/issue';
import { ChartDigest, isExactVersion } from '../sovereign/layer';

/** What the rows of a kit say of the version of a chart. */
interface SaidVersion {
  readonly version: string;
  readonly digest?: string | undefined;
  readonly range?: true | undefined;
}

/** The version of a slot's chart: one that was reviewed, unless the row says that it is a range. */
export const saidVersionShape = {
  /** The tag of the OCI artifact, or the version in the index. */
  version: z.string(),
  /** Digest of the OCI artifact; where it is known, it decides and not the tag. */
  digest: ChartDigest.optional(),
  /** Whether `version` is a range, as in a tree that was adopted: another chart may come on another day. */
  range: z.literal(true).optional(),
};

// Ranges as source-controller and Helm read them (Masterminds/semver: NewConstraint).
const number = '(?:[0-9]+|[xX*])';
const part = `v?${number}(?:\\.${number}){0,2}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?`;
const compared = `(?:=|!=|>|<|>=|=>|<=|=<|~|~>|\\^)?\\s*${part}`;
const alternative = `\\s*(?:${part}\\s+-\\s+${part}|${compared}(?:(?:\\s+|\\s*,\\s*)${compared})*)\\s*`;
const range = new RegExp(`^${alternative}(?:\\|\\|${alternative})*$`);

/** Whether a text is a range of versions, such as `1.x` or `>=1.0 <2`. One version is a range of one. */
export function isVersionRange(text: string): boolean {
  // One blank at most between words, since a run of them could be parted in many ways.
  return range.test(text.trim().replace(/\s+/g, ' '));
}

/** Refuses a version that is none, and what cannot be said beside a range. */
export function refuseSaidVersion(said: SaidVersion, context: z.RefinementCtx): void {
  const refuse = (key: keyof SaidVersion, refusal: Refusal) => {
    context.addIssue({ ...asZodIssue(refusal), path: [key] });
  };
  if (said.range === undefined) {
    if (!isExactVersion(said.version)) refuse('version', noVersion(said.version));
    return;
  }
  if (isExactVersion(said.version)) {
    refuse('range', { code: 'contradiction', problem: 'the version beside it is no range', remedy: 'Remove it' });
  } else if (!isVersionRange(said.version)) {
    const remedy = 'Write a range such as "1.x", or the version that was reviewed without "range"';
    refuse('version', { code: 'malformed', problem: 'it is not a range of versions', remedy });
  }
  if (said.digest !== undefined) {
    const problem = 'it is that of one version, and Flux would not read the range beside it';
    refuse('digest', { code: 'contradiction', problem, remedy: 'Remove it, or write its version without "range"' });
  }
}

function noVersion(version: string): Refusal {
  const meant = version.replaceAll('_', '+');
  const remedy = isExactVersion(meant)
    ? `Write "${meant}": the tag has "_" in its place by itself`
    : 'Write the version that was reviewed, such as "1.4.0"';
  return { code: 'malformed', problem: 'it must be one exact version', remedy };
}
