import { join } from 'node:path';
import { installPinned } from '../children/pinned-programs';
import { measureInChild, runNode } from '../children/run-child';
import { type KitName } from '../fleet/example-fleet';
import { repository } from '../fleet/repository';
import type { Measurement } from '../children/measure-child';
import { verdict, milliseconds, type Row } from '../results/table';
import { numberOf } from './compiler-rows';
import { demand, takeInTurn, medianCpu } from '../results/repetitions';

const folder = join(repository, 'tools/bench/cdk8s');
const leastRatio = 5;

function claimsOf(kit: KitName) {
  const what = `100 x 3 x ${kit} slots`;
  return {
    text: {
      number: numberOf('4a', kit),
      claim: `CPU: cdk8s synthesises the same objects to text / compile ${what} to text`,
    },
    files: {
      number: numberOf('4b', kit),
      claim: `CPU: cdk8s synthesises them to the same files / compile and write ${what} through Nx`,
    },
  };
}

/** Rows 4: against cdk8s, which is installed into `tools/bench/cdk8s` if it is missing. */
export function cdk8sRows(temporary: string, kit: KitName): readonly Row[] {
  const claims = claimsOf(kit);
  const failure = installPinned(folder);
  if (failure !== undefined) {
    process.stderr.write(`${failure}\n`);
    return Object.values(claims).map(rowWithoutMeasurement);
  }
  const objects = join(temporary, `objects-${kit}.json`);
  const { files } = measureInChild('write-objects', { kit, count: 100, path: objects });
  const outputOf = (repetition: number) => join(temporary, `cdk8s-${kit}-${repetition}`);
  const { texts, cdk8sTexts, ours, cdk8s } = takeInTurn(5, {
    texts: () => measureInChild('compile', { kit, count: 100 }),
    cdk8sTexts: () => synthesise(objects),
    ours: (n) => measureInChild('write', { kit, count: 100, path: join(temporary, `beside-cdk8s-${kit}-${n}`) }),
    cdk8s: (n) => synthesise(objects, outputOf(n)),
  });
  const same = measureInChild('compare-objects', { kit, count: 100, path: outputOf(1) });
  demand(same.files === files, 'cdk8s writes the same objects');
  return [rowOf(claims.text, texts, cdk8sTexts), rowOf(claims.files, ours, cdk8s)];
}

interface Claim {
  readonly number: string;
  readonly claim: string;
}

function rowWithoutMeasurement(claim: Claim): Row {
  const reference = 'cdk8s cannot be installed';
  return { ...claim, ours: '', reference, result: '', bound: `at least ${leastRatio} x`, holds: 'NOT MEASURED' };
}

type Sample = readonly Pick<Measurement, 'cpu'>[];

function rowOf(claim: Claim, ours: Sample, cdk8s: Sample): Row {
  const ratio = medianCpu(cdk8s) / medianCpu(ours);
  return {
    ...claim,
    ours: milliseconds(medianCpu(ours)),
    reference: milliseconds(medianCpu(cdk8s)),
    result: `${ratio.toFixed(2)} x`,
    bound: `at least ${leastRatio} x`,
    holds: verdict(ratio >= leastRatio),
  };
}

/** Lets cdk8s write the objects to text, or to files below a folder. */
function synthesise(objects: string, output?: string): Pick<Measurement, 'cpu'> {
  const printed = runNode([
    '--expose-gc',
    join(folder, 'cdk8s.mjs'),
    objects,
    ...(output === undefined ? [] : [output]),
  ]);
  return JSON.parse(printed) as Pick<Measurement, 'cpu'>; // `cdk8s.mjs` printed it
}
