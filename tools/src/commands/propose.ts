import { printableText } from '@sovereign-fleet/workspace/disk';
import { valueOf } from '@sovereign-fleet/domain';
import { flagOf, parseArguments } from '@sovereign-fleet/workspace/command';
import { ProposeOptions, interruptionOf, propose, type Host, processHost } from '@sovereign-fleet/workspace/propose';
import { workspaceRoot } from '../workspace';

const descriptions = Object.entries(ProposeOptions.shape).map(([key, schema]) => ({
  flag: flagOf(key),
  description: schema.meta()?.description ?? '',
}));

export const help = `Keeps one pull request per Sovereign on the fleet repository in step with gitops-out/.

  npm run propose -- [<Sovereign> …] [options]

Without a name: the whole fleet, and what is left of Sovereigns that are gone. One that is gone is named by its FQDN.

${descriptions.map(({ flag, description }) => `  ${flag.padEnd(18)} ${description}`).join('\n')}
  -h, --help         Print this

A JSON line for each Sovereign and one for the run go to standard output, what people read to standard error.
Ends with 1 where something failed, else with 3 where a person holds or declined something and --strict is given, else
with 2 where something is left to do (in a dry run, or since it has to wait), else with 0. The first Ctrl+C lets it
finish the Sovereign that it is at, and it ends with 130.
`;

/** The command, on the clock and to the outputs that it is given; gives its exit code. */
export async function main(args: readonly string[], host: Host): Promise<number> {
  const { environment } = host;
  const command = { name: 'npm run propose', takesWords: true };
  const parsed = valueOf(parseArguments(ProposeOptions, { args, environment }, command));
  if (parsed === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const { options, words } = parsed;
  const names = words.length === 0 ? {} : { names: words };
  return (await propose({ root: workspaceRoot, ...names, options }, host)).exitCode;
}

if (require.main === module) {
  const interruption = interruptionOf(process, (words) => void process.stderr.write(words), Date.now);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      // Once the terminal was closed nobody reads what is said, and the run still finishes what it is at.
      if (interruption.exitCode() !== 129) throw error;
    });
  }
  main(process.argv.slice(2), processHost(interruption.signal)).then(
    (code) => {
      process.exitCode = interruption.exitCode() ?? code;
    },
    (error: unknown) => {
      process.stderr.write(`${printableText(error instanceof Error ? error.message : String(error))}\n`);
      process.exitCode = 1;
    },
  );
}
