import { parseArgs } from 'node:util';
// By path: the package offers Nx its plugin, and what an executor is made of to nobody else.
import { ProposeOptions } from '../../generators/src/propose/options';
import { propose } from '../../generators/src/propose/run';
import { type Surroundings, thisProcess } from '../../generators/src/propose/surroundings';
import { workspaceRoot } from './workspace';

const descriptions = Object.entries(ProposeOptions.shape).map(([name, schema]) => ({
  name: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  description: schema.meta()?.description ?? '',
}));

export const help = `Keeps one pull request per Sovereign on the fleet repository in step with gitops-out/.

  npm run propose -- [<Sovereign> …] [options]

Without a name: the whole fleet, and what is left of Sovereigns that are gone. One that is gone is named by its FQDN.

${descriptions.map(({ name, description }) => `  --${name.padEnd(16)} ${description}`).join('\n')}

A JSON line for each Sovereign and one for the run go to standard output, what people read to standard error.
Ends with 0 where all is as it should be, 1 where something failed, 2 where something is left to do (in a dry run, or
since it has to wait), and with --strict 3 where a person holds or declined something.
`;

const flags = { type: 'boolean' } as const;
const text = { type: 'string' } as const;

/** The command, on the clock and to the outputs that it is given; gives its exit code. */
export async function main(args: readonly string[], around: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'dry-run': flags,
      'take-over': flags,
      reopen: flags,
      'allow-shrink': flags,
      'allow-removal': flags,
      strict: flags,
      clone: text,
      campaign: text,
      help: flags,
    },
  });
  refuseSwallowed();
  const { help: isHelp = false, ...given } = values;
  if (isHelp) {
    process.stdout.write(help);
    return 0;
  }
  const named = Object.entries(given).map(([name, value]) => [camelCase(name), value] as const);
  const options = ProposeOptions.parse(Object.fromEntries(named));
  const names = positionals.length === 0 ? {} : { names: positionals };
  return (await propose({ root: workspaceRoot, ...names, options }, around)).exitCode;
}

/** npm keeps options to itself that stand before its "--", and a dry run would write: it leaves them in the environment. */
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
  main(process.argv.slice(2), thisProcess()).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
