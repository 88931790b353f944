import { codeOf } from '@sovereign-fleet/adopt/code';
import { type Issue, parseFleet, type Result } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { fleetFile } from '@sovereign-fleet/workspace/project';
import type { InitOptions } from './options';

/** What stands in a new `fleet.ts` until its owner writes something else. */
const placeholders = { domain: 'fleet.example.com', repository: 'https://git.example.com/platform/fleet' };

interface FleetText {
  readonly text: string;
  /** What is a placeholder in it. */
  readonly open: readonly string[];
}

/** The text of a new `sovereigns/fleet.ts`, or what is wrong with what a person said for it. */
export function fleetText(kit: string, options: InitOptions): Result<FleetText> {
  const { domain = placeholders.domain, repository = placeholders.repository } = options;
  const spec = { kits: [], domain, repository: { url: repository, branch: 'main' } };
  const fleet = parseFleet(fleetFile, spec);
  if (!fleet.ok) return { ok: false, issues: fleet.issues.map(ofOption) };
  const hasKit = kit !== 'none';
  const text = [
    "import { defineFleet } from '@sovereign-fleet/nx';",
    ...(hasKit ? [`import ${kit} from '../kits/${kit}/kit';`] : []),
    '',
    '/** What all Sovereigns share. */',
    'export default defineFleet({',
    `  kits: [${hasKit ? kit : ''}],`,
    `  domain: ${codeOf(domain)},`,
    `  repository: { url: ${codeOf(repository)}, branch: 'main' },`,
    '});',
    '',
  ].join('\n');
  const open = (['domain', 'repository'] as const).filter((name) => options[name] === undefined);
  return { ok: true, value: { text, open } };
}

/** An Issue in the fleet is one in what was typed. */
function ofOption(issue: Issue): Issue {
  return { ...issue, file: commandLine, field: `--${issue.field.split('.')[0] ?? ''}` };
}
