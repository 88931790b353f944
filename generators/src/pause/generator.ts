import type { Tree as NxTree } from '@nx/devkit';
import { type Issue, type Result, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { type RecordEdit, removalPath } from '@sovereign-fleet/workspace/edit';
import { changeRecords } from '../change/change-records';
import { findRegion } from '../change/find-region';
import { readNamed } from '../change/read-named';
import {
  type GivenPause,
  parsePauseOptions,
  parseResumeOptions,
  type PauseOptions,
  type ResumeOptions,
} from './options';

/** Suspends the release of a slot until a day: Flux leaves it as it is, and each review says so. */
export default function pauseGenerator(nxTree: NxTree, options: PauseOptions): Promise<() => Promise<void>> {
  return changePause(nxTree, valueOf(parsePauseOptions({ ...options })));
}

/** Ends a pause. */
export function resumeGenerator(nxTree: NxTree, options: ResumeOptions): Promise<() => Promise<void>> {
  return changePause(nxTree, valueOf(parseResumeOptions({ ...options })));
}

async function changePause(nxTree: NxTree, given: GivenPause): Promise<() => Promise<void>> {
  const { record, sovereign } = readNamed(nxTree, given.name);
  const files = [{ file: sovereign.source, edits: [valueOf(planEdit(given, sovereign))] }];
  return changeRecords(nxTree, {
    record,
    files,
    sovereigns: [sovereign],
    render: false,
    lines: linesOf(given, sovereign),
  });
}

function planEdit({ slot, region, pause }: GivenPause, sovereign: Sovereign): Result<RecordEdit> {
  const said = region === undefined ? sovereign : findRegion(region, sovereign);
  const within = region === undefined ? [] : ['regions', { region }];
  const path = ['paused', slot];
  if (pause !== undefined) return { ok: true, value: { path: [...within, ...path], value: { ...pause } } };
  const elsewhere = placesOf(slot, sovereign).filter((place) => place !== region);
  if (said.paused?.[slot] === undefined && elsewhere.length > 0) {
    return { ok: false, issues: [issueOfPlace(slot, region, elsewhere)] };
  }
  return { ok: true, value: { path: [...within, ...removalPath(said, path)], value: undefined } };
}

/** Regions that pause a slot, and undefined for the Sovereign as a whole. */
function placesOf(slot: string, { paused, regions }: Sovereign): readonly (string | undefined)[] {
  const ofRegions = regions.filter((region) => region.paused?.[slot] !== undefined).map(({ key }) => key);
  return [...(paused?.[slot] === undefined ? [] : [undefined]), ...ofRegions];
}

function issueOfPlace(slot: string, region: string | undefined, places: readonly (string | undefined)[]): Issue {
  const options = places.map((place) => (place === undefined ? 'no --region' : `--region=${place}`));
  const problem = `${slot} is not paused ${region === undefined ? 'for all regions' : 'there alone'}`;
  const remedy = `Write ${options.join(', then ')}`;
  return { file: commandLine, field: '--region', value: region, code: 'unknown-value', problem, remedy };
}

function linesOf({ slot, region, pause }: GivenPause, { name, source }: Sovereign): readonly string[] {
  const where = region === undefined ? name : `${name} in ${region}`;
  const next = `Next: look at the differences, and commit ${source} with gitops-out/.`;
  if (pause === undefined) return [`${slot} of ${where} goes on.`, next];
  const back = `nx g resume ${name} ${slot}${region === undefined ? '' : ` --region=${region}`}`;
  return [
    `${slot} of ${where} is paused until ${pause.until}; after that day each review fails.`,
    `Back: ${back}`,
    next,
  ];
}
