import { join } from 'node:path';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import type { TypesMeasurement } from '../children/types-child';
import { runNode } from '../children/run-child';
import { linkCorePackages } from '../fleet/example-fleet';
import { repository } from '../fleet/repository';
import { wideKitFiles } from '../fleet/wide-kit';
import { fleetOfWideKit, specFiles, wideSpecs } from '../fleet/wide-specs';
import { demand, medianCpu, takeInTurn } from '../results/repetitions';
import { ratioRow, type Row } from '../results/table';

const sovereigns = 1000;
const most = 2;

/** Rows 11: a thousand specs of the kit of forty slots in the editor, against the same specs without a typed kit. */
export function typesRows(temporary: string): readonly Row[] {
  const typed = join(temporary, 'typed');
  const untyped = join(temporary, 'untyped');
  writeSpecs(typed, '../../kits/wide/kit');
  writeSpecs(untyped, '@sovereign-fleet/nx');
  const samples = takeInTurn(3, {
    typed: () => measureTypes(typed),
    untyped: () => measureTypes(untyped),
  });
  const all = [...samples.typed, ...samples.untyped];
  demand(
    all.every(({ errors, completions }) => errors === 0 && completions > 0),
    'specs are right, and are completed',
  );
  const best = (sample: readonly TypesMeasurement[]) => Math.min(...sample.map(({ completion }) => completion));
  const reference = 'the same with defineSovereign of the domain, which knows no kit';
  return [
    ratioRow(
      { number: '11a', claim: `CPU: tsc over ${sovereigns} specs of a kit of forty slots / ${reference}` },
      { ours: medianCpu(samples.typed), reference: medianCpu(samples.untyped) },
      most,
    ),
    ratioRow(
      { number: '11b', claim: `wall time, best: the first completion in one of these specs / ${reference}` },
      { ours: best(samples.typed), reference: best(samples.untyped) },
      most,
    ),
  ];
}

function writeSpecs(root: string, definedBy: string): void {
  const compilerOptions = { typeRoots: [join(repository, 'node_modules/@types')] };
  const config = { extends: join(repository, 'tsconfig.base.json'), include: ['sovereigns'], compilerOptions };
  writeFiles(root, {
    ...wideKitFiles(),
    ...fleetOfWideKit,
    ...specFiles(wideSpecs(sovereigns), definedBy),
    'tsconfig.json': JSON.stringify(config),
  });
  linkCorePackages(root);
}

function measureTypes(root: string): TypesMeasurement {
  const script = join(__dirname, '../children/types-child.ts');
  const order = [join(root, 'tsconfig.json'), join(root, 'sovereigns/sovereign-0500/sovereign.ts'), 'environment'];
  const output = runNode(['--require', '@swc-node/register', script, ...order]);
  return JSON.parse(output) as TypesMeasurement; // `types-child.ts` printed it
}
