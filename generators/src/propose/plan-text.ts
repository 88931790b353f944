import { visible } from '@sovereign-fleet/policy';
import type { FileChange, Forge, Plan, Step } from '@sovereign-fleet/pull-request';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/**
 * What a plan would do, for people: its writes in their order, then the differences as a patch. Where a branch is taken
 * over, first what others changed there and ours takes the place of, and then what differs from the base.
 */
export async function planText(plan: Plan, forge: Pick<Forge, 'blob'>): Promise<string> {
  const steps = plan.steps.map((step) => `  would ${describe(step)}\n`);
  const files = await patchesOf(plan.files, forge);
  const replaced = await patchesOf(plan.replaced ?? [], forge);
  if (replaced.length === 0) return [...steps, ...files].join('');
  const shown = ['  from what others changed on the branch:\n', ...replaced, '  from the base:\n'];
  return [...steps, ...shown, ...files].join('');
}

async function patchesOf(files: readonly FileChange[], forge: Pick<Forge, 'blob'>): Promise<readonly string[]> {
  const patches: string[] = [];
  for (const file of files) patches.push(await patchOf(file, forge));
  return patches;
}

function describe(step: Step): string {
  switch (step.kind) {
    case 'commit':
      return `commit onto ${step.parents.map((parent) => parent.slice(0, 12)).join(' and ')}`;
    case 'create-branch':
      return `create the branch ${step.branch}`;
    case 'move-branch':
      return `move the branch ${step.branch} forward`;
    case 'delete-branch':
      return `delete the branch ${step.branch}`;
    case 'open-pull':
      return `open a pull request: ${step.pull.title}`;
    case 'edit-pull':
      return `edit pull request #${step.number}`;
    case 'close-pull':
      return `close pull request #${step.number}`;
    case 'add-labels':
      return `add the labels ${step.labels.join(', ')}`;
    case 'request-reviewers':
      return `ask ${[...step.reviewers.users, ...step.reviewers.teams].join(', ')} for a review`;
  }
}

/** As `git diff` shows it; a side where the file is not there is /dev/null. */
async function patchOf({ path, before, after }: FileChange, forge: Pick<Forge, 'blob'>): Promise<string> {
  const was = before === undefined ? '' : await forge.blob(before);
  const names = [before === undefined ? '/dev/null' : `a/${path}`, after === undefined ? '/dev/null' : `b/${path}`];
  const [from = '', to = ''] = names;
  const patch = structuredPatch(from, to, was, after ?? '', undefined, undefined, { context: 3 });
  // What stands in a file may be anything; no escape code of it reaches a terminal.
  return formatPatch(patch, FILE_HEADERS_ONLY).split('\n').map(visible).join('\n');
}
