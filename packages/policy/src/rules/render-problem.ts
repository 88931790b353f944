import type { RenderProblem } from '@sovereign-fleet/renderer';
import type { RegionRule } from '../contract/rule';

const rows = {
  failed: {
    id: 'rendered',
    severity: 'error',
    title: 'Every part renders',
    fault: { one: 'part does not render', many: 'parts do not render', counts: 'findings' },
    why: 'What does not render here fails in the cluster in the same way, or is not known.',
  },
  'missing-chart': {
    id: 'found-chart',
    severity: 'error',
    title: 'Every chart can be had, and is rendered',
    fault: { one: 'chart is missing', many: 'charts are missing', counts: 'problems' },
    why: 'Nothing is known of what the chart would install.',
  },
  'missing-version': {
    id: 'found-version',
    severity: 'error',
    title: 'Every version of a chart is one that its source has',
    fault: { one: 'version is not in its source', many: 'versions are not in their sources', counts: 'problems' },
    why: 'Flux cannot have it either: the release stays as it is, or never comes.',
  },
  'missing-source': {
    id: 'found-source',
    severity: 'error',
    title: 'Every source is in the tree',
    fault: { one: 'source is not in the tree', many: 'sources are not in the tree', counts: 'problems' },
    why: 'What another source brings is in no review of this tree.',
  },
  'other-version': {
    id: 'digest-of-version',
    severity: 'error',
    title: 'Every digest of a chart is that of the version beside it',
    fault: { one: 'digest is of another version', many: 'digests are of another version', counts: 'problems' },
    why: 'Flux pulls what the digest names, and compares it with no version: another chart runs than was reviewed.',
  },
  suspended: {
    id: 'not-suspended',
    severity: 'warning',
    title: 'Nothing is suspended',
    fault: { one: 'object is suspended', many: 'objects are suspended', counts: 'findings' },
    why: 'Flux applies no change to it until somebody resumes it.',
  },
  'other-cluster': {
    id: 'this-cluster',
    severity: 'warning',
    title: 'Everything is for this cluster',
    fault: { one: 'object is for another cluster', many: 'objects are for another cluster', counts: 'findings' },
    why: 'What is applied elsewhere is not held against the rules here.',
  },
  'changed-type': {
    id: 'kept-type',
    severity: 'warning',
    title: 'No value changes its type when it is substituted',
    fault: { one: 'value changes its type', many: 'values change their type', counts: 'findings' },
    why: 'A text that arrives as a number or as true is refused by the cluster, or read as something else.',
  },
  'left-out': {
    id: 'nothing-left-out',
    severity: 'warning',
    title: 'Flux applies all that a chart has',
    fault: { one: 'object is left out by Flux', many: 'objects are left out by Flux', counts: 'findings' },
    why: 'Who wrote it wanted it in the cluster, and it does not come there.',
  },
  assumed: {
    id: 'nothing-assumed',
    severity: 'warning',
    title: 'All that a render rests on is known',
    fault: { one: 'part rests on what is not known', many: 'parts rest on what is not known', counts: 'findings' },
    why: 'The cluster may answer otherwise than was assumed here, and then gets other objects.',
  },
  refused: {
    id: 'taken-by-the-server',
    severity: 'error',
    title: 'The API server takes every object',
    fault: { one: 'object is refused', many: 'objects are refused', counts: 'findings' },
    why: 'One object that it refuses keeps the whole Kustomization or release from being applied.',
  },
  'dropped-field': {
    id: 'known-field',
    severity: 'warning',
    title: 'Every field is one that Kubernetes has',
    fault: { one: 'field is left out', many: 'fields are left out', counts: 'findings' },
    why: 'Flux leaves it out and says nothing, so what it should do is never done.',
  },
  excluded: {
    id: 'not-excluded',
    severity: 'warning',
    title: 'Nothing is excluded from what Flux applies',
    fault: { one: 'object is excluded', many: 'objects are excluded', counts: 'findings' },
    why: 'Flux neither makes nor changes it, whatever stands in the tree.',
  },
  dropped: {
    id: 'nothing-dropped',
    severity: 'error',
    title: 'Flux leaves out nothing that stands in the tree',
    fault: { one: 'part is left out', many: 'parts are left out', counts: 'findings' },
    why: 'Flux says that all is well, and a part of what was written is not in the cluster.',
  },
  encrypted: {
    id: 'known-to-flux-alone',
    severity: 'warning',
    title: 'What is encrypted can be reviewed',
    fault: { one: 'part is encrypted', many: 'parts are encrypted', counts: 'findings' },
    why: 'Only Flux can decrypt it, so that what it applies is not known here.',
  },
  'unread-value': {
    id: 'read-value',
    severity: 'warning',
    title: 'Every value of a release is read by its chart',
    fault: { one: 'value is read by nothing', many: 'values are read by nothing', counts: 'findings' },
    why: 'Helm takes a misspelt name without a word, and the default stays in force.',
  },
  unselected: {
    id: 'selecting-patch',
    severity: 'warning',
    title: 'Every patch selects an object',
    fault: { one: 'patch selects nothing', many: 'patches select nothing', counts: 'findings' },
    why: 'Flux applies the rest without a word, and what the patch should change stays as it was.',
  },
  'not-followed': {
    id: 'followed',
    severity: 'error',
    title: 'Every object that makes others is followed',
    fault: { one: 'object is not followed', many: 'objects are not followed', counts: 'findings' },
    why: 'What it makes is in no review of this tree.',
  },
  'not-fetched': {
    id: 'in-tree',
    severity: 'error',
    title: 'Everything that kustomize reads is in the tree',
    fault: { one: 'address is not fetched', many: 'addresses are not fetched', counts: 'findings' },
    why: 'What is elsewhere may change without a commit here, and is in no review.',
  },
} as const satisfies Record<RenderProblem['kind'], Pick<RegionRule, 'id' | 'severity' | 'title' | 'fault' | 'why'>>;

/** The renderer's own problems of one kind, as findings. */
export function renderProblem(kind: RenderProblem['kind']): RegionRule {
  return {
    ...rows[kind],
    per: 'region',
    check: ({ rendered }) =>
      rendered.problems
        .filter((problem) => problem.kind === kind)
        .map(({ object: at, field, problem, remedy, file }) => {
          return { at, field, problem, remedy, ...(file === undefined ? {} : { file }) };
        }),
  };
}

/** Every kind of problem that the renderer tells. */
export const problemKinds = Object.keys(rows) as readonly RenderProblem['kind'][]; // the type of the rows says so

/** The id of the rule that reports the problems of a kind. */
export function ruleOfProblem(kind: RenderProblem['kind']): string {
  return rows[kind].id;
}
