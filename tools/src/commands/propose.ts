import { parseArgs } from 'node:util';
import { resultOf, valueOf } from '@sovereign-fleet/domain';
import {
  ProposeOptions,
  interruptionOf,
  propose,
  type Surroundings,
  thisProcess,
} from '@sovereign-fleet/workspace/propose';
import { asTyped, issueOfUnknown } from '@sovereign-fleet/workspace/command';
import { workspaceRoot } from '../workspace';

const descriptions = Object.entries(ProposeOptions.shape).map(([name, schema]) => ({
  name: asTyped(name).slice(2),
  description: schema.meta()?.description ?? '',
}));

export const help = `Keeps one pull request per Sovereign on the fleet repository in step with gitops-out/.

  npm run propose -- [<Sovereign> …] [options]

Without a name: the whole fleet, and what is left of Sovereigns that are gone. One that is gone is named by its FQDN.

${descriptions.map(({ name, description }) => `  --${name.padEnd(16)} ${description}`).join('\n')}
  -h, --help         Print this

A JSON line for each Sovereign and one for the run go to standard output, what people read to standard error.
Ends with 1 where something failed, else with 3 where a person holds or declined something and --strict is given, else
with 2 where something is left to do (in a dry run, or since it has to wait), else with 0. The first Ctrl+C lets it
finish the Sovereign that it is at, and it ends with 130.
`;

const flags = { type: 'boolean' } as const;
const text = { type: 'string' } as const;

const options = {
  'dry-run': flags,
  'take-over': flags,
  reopen: flags,
  'allow-shrink': flags,
  'allow-removal': flags,
  strict: flags,
  full: flags,
  output: text,
  clone: text,
  campaign: text,
  help: { ...flags, short: 'h' },
} as const;

/** The command, on the clock and to the outputs that it is given; gives its exit code. */
export async function main(args: readonly string[], around: Surroundings): Promise<number> {
  refuseUnknown(args);
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  refuseSwallowed();
  const { help: isHelp = false, ...given } = values;
  if (isHelp) {
    process.stdout.write(help);
    return 0;
  }
  const named = Object.entries(given).map(([name, value]) => [camelCase(name), value] as const);
  const asked = ProposeOptions.parse(Object.fromEntries(named));
  const names = positionals.length === 0 ? {} : { names: positionals };
  return (await propose({ root: workspaceRoot, ...names, options: asked }, around)).exitCode;
}

/** Before `parseArgs` does, which knows no nearest one. */
function refuseUnknown(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const unknown = tokens.filter((token) => token.kind === 'option').filter(({ name }) => !Object.hasOwn(options, name));
  const known = Object.keys(options).map((name) => `--${name}`);
  const issues = unknown.map(({ rawName, value }) =>
    issueOfUnknown([rawName, value ?? true], known, { name: 'npm run propose' }),
  );
  valueOf(resultOf(issues, () => undefined));
}

/**
 * Refuses options that npm kept to itself because they stand before its "--". A dry run would write without its option.
 * npm leaves such options in the environment.
 */
function refuseSwallowed(): void {
  const swallowed = descriptions.filter(({ name }) => process.env[`npm_config_${name.replaceAll('-', '_')}`]);
  const [first] = swallowed.map(({ name }) => `--${name}`);
  if (first === undefined) return;
  throw new Error(`${first} went to npm and not to this command: write "npm run propose -- ${first}"`);
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

if (require.main === module) {
  const interruption = interruptionOf(process, (words) => void process.stderr.write(words), Date.now);
  main(process.argv.slice(2), thisProcess(interruption.signal)).then(
    (code) => {
      process.exitCode = interruption.exitCode() ?? code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
