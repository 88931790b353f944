#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, pickOne, resultOf, valueOf } from '@sovereign-fleet/domain';
import { runProposeHere, writeComment } from '@sovereign-fleet/workspace/commands';
import { printableText } from '@sovereign-fleet/workspace/disk';
import { workspaceRoot } from 'nx/src/utils/workspace-root';
import { printMatrix } from './matrix';
import { typeValues } from './values';

const help = `What a fleet's workflows run beside Nx.

  sovereign-fleet <command> [options]

  propose    Keep one pull request per Sovereign on the fleet repository in step with gitops-out/
  matrix     Print the affected Sovereigns as a matrix of jobs
  comment    Keep one comment with the reviews of a workflow's jobs on a pull request
  values     Write the types of charts' values beside the rows of kits

  <command> --help   Print what a command takes
  -h, --help         Print this
  --version          Print the version of the package
`;

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  switch (name) {
    case 'propose':
      return await runProposeHere(args, workspaceRoot);
    case 'matrix':
      return print(printMatrix(args, { root: workspaceRoot, environment: process.env }));
    case 'comment':
      return print(await writeComment(args, process.env));
    case 'values': {
      const { text, exitCode } = await typeValues(args, { root: workspaceRoot, environment: process.env });
      print(text);
      return exitCode;
    }
    case '--version':
      return print(`${ownVersion()}\n`);
    case '-h':
    case '--help':
      return print(help);
    default:
      return valueOf(resultOf([issueOfCommand(name)], () => 1));
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function issueOfCommand(name: string): Issue {
  const value = name === '' ? undefined : name;
  const problem = name === '' ? 'it is missing' : 'there is no such command';
  const remedy = pickOne(name, ['propose', 'matrix', 'comment', 'values', '--help']);
  return { file: 'sovereign-fleet', field: 'command', value, problem, remedy };
}

function ownVersion(): string {
  const file = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(file) as { readonly version: string }).version; // our own package.json
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${printableText(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  },
);
