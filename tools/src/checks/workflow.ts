import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { workspaceRoot } from '../workspace';

// As strict as the files are, so that a misspelt key is found in a test and not on GitHub.
const step = z.strictObject({
  id: z.string().optional(),
  if: z.string().optional(),
  'continue-on-error': z.boolean().optional(),
  uses: z
    .string()
    .regex(/^actions\/[a-z-]+@v\d+$/)
    .optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));

const job = z.strictObject({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: z.string().optional(),
  'runs-on': z.literal('ubuntu-latest'),
  'timeout-minutes': z.number(),
  environment: z.string().optional(),
  permissions: permissions.optional(),
  outputs: z.record(z.string(), z.string()).optional(),
  strategy: z.strictObject({ 'fail-fast': z.boolean(), matrix: z.string() }).optional(),
  env: z.record(z.string(), z.string()).optional(),
  steps: z.array(step).min(1),
});

const input = z.strictObject({ description: z.string(), default: z.string() });

const workflow = z.strictObject({
  name: z.string(),
  on: z.strictObject({
    pull_request: z.null().optional(),
    push: z.strictObject({ branches: z.array(z.string()), paths: z.array(z.string()).optional() }).optional(),
    schedule: z.array(z.strictObject({ cron: z.string() })).optional(),
    workflow_dispatch: z.strictObject({ inputs: z.record(z.string(), input) }).optional(),
  }),
  permissions,
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  jobs: z.record(z.string(), job),
});

/** A workflow, by its path from the root. Throws where it has a key that none of ours should have. */
export function readWorkflow(file: string): z.output<typeof workflow> {
  return workflow.parse(parse(readFileSync(join(workspaceRoot, file), 'utf8')));
}

/** What a step that logs in to the registry gets: a secret where there is one, else the workflow's own token. */
export const registryToken = { REGISTRY_TOKEN: '${{ secrets.SOVEREIGN_FLEET_REGISTRY_TOKEN || github.token }}' };

/** The commands of ours that a workflow runs, in their order; one that does not exist throws. */
export function commandsOfShell(text: string): readonly string[] {
  const named = [...text.matchAll(/\bnpx --no sovereign-fleet (\S+)/g)].map(([, name]) => name ?? '');
  const source = readFileSync(join(workspaceRoot, 'generators/src/commands/main.ts'), 'utf8');
  for (const name of named) if (!source.includes(`case '${name}':`)) throw new Error(`${name} is no command`);
  return named;
}
