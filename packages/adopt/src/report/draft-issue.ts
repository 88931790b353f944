import type { Issue } from '@sovereign-fleet/domain';
import type { Recognised } from '../model/recognised';
import { placeOf } from '../model/source';

/** An Issue in what an import would write, whose file is not there yet: with the lines of the source it comes from. */
export function issueOfDraft(issue: Issue, { kit, releases }: Recognised): Issue {
  const { field } = issue;
  const slot = kit.slots.find(({ name }) => field === name || ['.', '['].some((sign) => field.startsWith(name + sign)));
  const place = slot === undefined ? undefined : placeOf(releases.get(slot.name)?.of.raw);
  if (place === undefined) return { ...issue, problem: `the import would write it, and ${issue.problem}` };
  const told = issue.code === 'unknown-key' ? noSuchField : issue;
  const problem = `the import would write it into ${issue.file}, and ${told.problem}`;
  return { ...issue, ...told, file: place, problem };
}

const noSuchField = {
  problem: 'a row has no such key',
  remedy: 'Take it out of the release, or leave the release out of the kustomization that names it',
};
