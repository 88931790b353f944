import { visible } from '@sovereign-fleet/domain';
import type { FileChange, Forge, Plan, PlanStep } from '@sovereign-fleet/pull-request';
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/** What a plan would do, for people. */
export interface PlanText {
  /** Its writes, in their order. */
  readonly steps: string;
  /**
   * The differences from the base, file by file. If a branch is taken over, the changes of others that are replaced
   * come first.
   */
  readonly parts: readonly PlanPart[];
}

export interface PlanPart {
  readonly text: string;
  /** Of the file; a heading has none. */
  readonly path?: string;
}

export async function planText(plan: Plan, forge: Pick<Forge, 'blob'>): Promise<PlanText> {
  const steps = plan.steps.map((step) => `  would ${describe(step)}\n`).join('');
  const files = await patchesOf(plan.files, forge);
  const replaced = await patchesOf(plan.replaced ?? [], forge);
  if (replaced.length === 0) return { steps, parts: files };
  const headings = ['  from what others changed on the branch:\n', '  from the base:\n'].map((text) => ({ text }));
  return { steps, parts: [...headings.slice(0, 1), ...replaced, ...headings.slice(1), ...files] };
}

/** All of it, as it is told of one Sovereign. */
export function wholeText({ steps, parts }: PlanText): string {
  return steps + parts.map(({ text }) => text).join('');
}

async function patchesOf(files: readonly FileChange[], forge: Pick<Forge, 'blob'>): Promise<readonly PlanPart[]> {
  const patches: PlanPart[] = [];
  for (const file of files) patches.push({ text: await patchOf(file, forge), path: file.path });
  return patches;
}

function describe(step: PlanStep): string {
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
