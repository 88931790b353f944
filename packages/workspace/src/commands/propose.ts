import { valueOf } from '@sovereign-fleet/domain';
import { parseArguments } from '../command/arguments';
import { flagOf } from '../command/options';
import { type Host, processHost } from '../propose/host';
import { interruptionOf } from '../propose/interruption';
import { ProposeOptions } from '../propose/options';
import { propose } from '../propose/propose-all';

const descriptions = Object.entries(ProposeOptions.shape).map(([key, schema]) => ({
  flag: flagOf(key),
  description: schema.meta()?.description ?? '',
}));

export const proposeHelp = `Keeps one pull request per Sovereign on the fleet repository in step with gitops-out/.

  sovereign-fleet propose [<Sovereign> …] [options]

Without a name: the whole fleet, and what is left of Sovereigns that are gone. One that is gone is named by its FQDN.

${descriptions.map(({ flag, description }) => `  ${flag.padEnd(18)} ${description}`).join('\n')}
  -h, --help         Print this

A JSON line for each Sovereign and one for the run go to standard output, what people read to standard error.
Ends with 1 where something failed, else with 3 where a person holds or declined something and --strict is given, else
with 2 where something is left to do (in a dry run, or since it has to wait), else with 0. The first Ctrl+C lets it
finish the Sovereign that it is at, and it ends with 130.
`;

interface ProposeIn {
  /** The workspace. */
  readonly root: string;
  readonly host: Host;
}

/** The command, on the clock and to the outputs that it is given; gives its exit code. */
export async function runPropose(args: readonly string[], { root, host }: ProposeIn): Promise<number> {
  const { environment } = host;
  const command = { name: 'sovereign-fleet propose', takesWords: true };
  const parsed = valueOf(parseArguments(ProposeOptions, { args, environment }, command));
  if (parsed === 'help') {
    process.stdout.write(proposeHelp);
    return 0;
  }
  const { options, words } = parsed;
  const names = words.length === 0 ? {} : { names: words };
  return (await propose({ root, ...names, options }, host)).exitCode;
}

/** The same in this process: the first signal lets it finish what it is at. */
export async function runProposeHere(args: readonly string[], root: string): Promise<number> {
  const interruption = interruptionOf(process, (words) => void process.stderr.write(words), Date.now);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      // Once the terminal was closed nobody reads what is said, and the run still finishes what it is at.
      if (interruption.exitCode() !== 129) throw error;
    });
  }
  const code = await runPropose(args, { root, host: processHost(interruption.signal) });
  return interruption.exitCode() ?? code;
}
