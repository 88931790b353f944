import type { Issue, Result } from '@sovereign-fleet/domain';
import { commandLine, parseOptions } from '@sovereign-fleet/workspace/command';
import { z } from 'zod';

/** The kit that the package brings. */
export const ownKit = 'openova';

/** The options of `nx g @sovereign-fleet/nx:init`; `schema.json` is printed from this. */
export const InitOptions = z.strictObject({
  kit: z
    .string()
    .optional()
    .meta({
      description: `The kit to begin with: ${ownKit}, or none for one of your own. Without it: ${ownKit}.`,
      type: 'string',
    }),
  domain: z.string().optional().meta({
    description: 'The domain of your fleet: a Sovereign "acme" is acme.<domain>. Without it: fleet.example.com.',
    type: 'string',
    'x-prompt': 'Which domain are your Sovereigns in? (empty: fleet.example.com, to be changed later)',
  }),
  repository: z.string().optional().meta({
    description: 'The Git repository that the regions read, as https://… or ssh://…. Without it: a placeholder.',
    type: 'string',
    'x-prompt': 'Which Git repository will the regions read? (empty: a placeholder)',
  }),
});

export type InitOptions = z.output<typeof InitOptions>;

/** The options as Nx hands them over, or every Issue in them. An empty answer to a question is none. */
export function parseInitOptions(given: Readonly<Record<string, unknown>>): Result<InitOptions> {
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const parsed = parseOptions(InitOptions, said, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok || parsed.value.kit === undefined || [ownKit, 'none'].includes(parsed.value.kit)) return parsed;
  return { ok: false, issues: [issueOfKit(parsed.value.kit)] };
}

function issueOfKit(value: string): Issue {
  const problem = `the package brings the kit ${ownKit} alone`;
  const remedy = `Write --kit=${ownKit}, or --kit=none and then "npx nx g import --from=<folder>"`;
  return { file: commandLine, field: '--kit', value, problem, remedy };
}
