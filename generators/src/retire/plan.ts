import type { Issue, Result, Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { RecordEdit } from '@sovereign-fleet/workspace/edit';
import type { GivenRetirement } from './options';

interface RetirementPlan {
  readonly edits: readonly RecordEdit[];
  readonly lines: readonly string[];
  /** Whether the step before has to be merged, and every region well with it. */
  readonly waits: boolean;
}

/** The next step, or the last one taken back. A Sovereign that is retired stays so. */
export function planRetirement(given: GivenRetirement, sovereign: Sovereign): Result<RetirementPlan> {
  const issues = issuesOf(given, sovereign);
  if (issues.length > 0) return { ok: false, issues };
  const { name, source, state, regions } = sovereign;
  const set = (value: Sovereign['state']) => [{ path: ['state'], value }];
  const next = `Next: commit ${source} with gitops-out/.`;
  if (given.back) {
    const before = state === 'retired' ? 'retiring' : undefined;
    return { ok: true, value: { edits: set(before), lines: [`${name} is a step back.`, next], waits: false } };
  }
  if (state === undefined) {
    const lines = [
      `Step 1 of 2: every release of ${name} is suspended: what runs goes on, and Flux changes none of it.`,
      `${next} When it is merged and every region is healthy: nx g retire ${name} --fqdn=${sovereign.fqdn}`,
      `Back: nx g retire ${name} --fqdn=${sovereign.fqdn} --back`,
    ];
    return { ok: true, value: { edits: set('retiring'), lines, waits: false } };
  }
  const places = regions.map(({ key, provider }) => `${key} at ${provider}`).join(', ');
  const lines = [
    `Step 2 of 2: ${name} has no tree any more. Flux deletes nothing, and its clusters run on.`,
    `${next} Then delete the clusters (${places}): volumes, load balancers and addresses cost until then.`,
    `Its record stays, so that nobody gets its FQDN. Back: nx g retire ${name} --fqdn=${sovereign.fqdn} --back`,
  ];
  return { ok: true, value: { edits: set('retired'), lines, waits: state === 'retiring' } };
}

function issuesOf({ fqdn, back }: GivenRetirement, sovereign: Sovereign): readonly Issue[] {
  const { name, source, state, protected: isProtected } = sovereign;
  const typed = {
    file: commandLine,
    field: '--fqdn',
    value: fqdn,
    code: fqdn === undefined ? ('missing' as const) : ('contradiction' as const),
    problem: `it is not the FQDN of ${name}`,
    remedy: 'Look which Sovereign is meant, and type its FQDN out',
  };
  const kept: Issue = {
    file: source,
    field: 'protected',
    value: true,
    code: 'contradiction',
    problem: `${name} lets no volume go`,
    remedy: 'Take "protected" out first, in a change of its own',
  };
  const alive: Issue = {
    file: commandLine,
    field: '--back',
    value: true,
    code: 'contradiction',
    problem: `${name} is not on its way out`,
    remedy: 'Leave it out',
  };
  return [
    ...(fqdn === sovereign.fqdn ? [] : [typed]),
    ...(isProtected === true && !back ? [kept] : []),
    ...(back && state === undefined ? [alive] : []),
  ];
}
