import { join } from 'node:path';
import { measureInChild } from '../children/run-child';
import type { Measurement } from '../children/measure-child';
import type { KitName } from '../fleet/example-fleet';
import { verdict, ratioRow, type Row } from '../results/table';
import { demand, takeInTurn, medianCpu } from '../results/repetitions';

type State = 'first run of a process' | 'warm';

/** Rows 1 and 2: a hundred Sovereigns, against writing and comparing the same files with as little code as possible. */
export function rawRows(temporary: string, kit: KitName): readonly Row[] {
  return [...rawRowsIn(temporary, kit, 'first run of a process'), ...rawRowsIn(temporary, kit, 'warm')];
}

function rawRowsIn(temporary: string, kit: KitName, state: State): readonly Row[] {
  const folder = (name: string) => join(temporary, `${kit}-${name}-${state === 'warm' ? 'warm' : 'first'}`);
  const order = (name: string, path: string) => {
    return { kit, count: 100, path: folder(path), ...(state === 'warm' ? { warmUp: folder(`warming-${name}`) } : {}) };
  };
  const samples = takeInTurn(7, {
    [`write raw, ${state}`]: (n: number) => measureInChild('write-raw', order('raw', `raw-${n}`)),
    [`compile and write, ${state}`]: (n: number) => measureInChild('write', order('ours', `ours-${n}`)),
    [`compare raw, ${state}`]: (n: number) => measureInChild('compare-raw', order('ours', `ours-${n}`)),
    [`nothing changed, ${state}`]: (n: number) => measureInChild('write', order('ours', `ours-${n}`)),
  });
  const [rawWritten = [], written = [], rawCompared = [], rewritten = []] =
    Object.values<readonly Measurement[]>(samples);
  const files = filesOf(rawWritten);
  demand(filesOf(written) === files && filesOf(rawCompared) === files, 'as many files are written as raw');
  demand(filesOf(rewritten) === 0, 'the second run writes nothing');
  const what = `100 x 3 regions x ${kit} slots`;
  return [
    ratioRow(
      { number: numberOf('1', kit), claim: `CPU, ${state}: compile and write ${what} (${files} files) / raw` },
      { ours: medianCpu(written), reference: medianCpu(rawWritten) },
      2.5,
    ),
    ratioRow(
      { number: numberOf('2', kit), claim: `CPU, ${state}: compile ${what}, nothing changed / read and compare raw` },
      { ours: medianCpu(rewritten), reference: medianCpu(rawCompared) },
      2,
    ),
  ];
}

/** A row with the kit of forty slots has the number of that with five, and a mark. */
export function numberOf(number: string, kit: KitName): string {
  return kit === 'five' ? number : `${number}+`;
}

/** The most memory of a process that writes a thousand Sovereigns, in MiB. */
const mostMemory: Readonly<Record<KitName, number>> = { five: 600, forty: 1024 };

/** Row 3: how time and memory grow with the fleet. */
export function growthRows(temporary: string, kit: KitName): readonly Row[] {
  const write = (count: number) => (n: number) =>
    measureInChild('write', { kit, count, path: join(temporary, `${kit}-of-${count}-${n}`) });
  const samples = takeInTurn(3, { 125: write(125), 250: write(250), 500: write(500), 1000: write(1000) });
  const [eighth = [], quarter = [], half = [], whole = []] = [samples[125], samples[250], samples[500], samples[1000]];
  demand(filesOf(whole) === 8 * filesOf(eighth), 'eight times the Sovereigns have eight times the files');
  const peak = Math.max(...whole.map((measured) => measured.peak));
  const most = mostMemory[kit];
  const medianText = (sample: readonly Measurement[]) => `${medianCpu(sample).toFixed(0)} ms`;
  const growth = [eighth, quarter, half, whole].map(medianText).join(', ');
  return [
    ratioRow(
      {
        number: numberOf('3a', kit),
        claim: `CPU: parse, compile and write 1000 x 3 x ${kit} slots / 125 x 3 (125, 250, 500, 1000: ${growth})`,
      },
      { ours: medianCpu(whole), reference: medianCpu(eighth) },
      9.6,
    ),
    {
      number: numberOf('3b', kit),
      claim: `peak memory of the process that compiles and writes 1000 x 3 x ${kit} slots, TypeScript loader included`,
      ours: `${peak.toFixed(0)} MiB`,
      reference: '',
      result: '',
      bound: `less than ${most} MiB`,
      holds: verdict(peak < most),
    },
  ];
}

/** The number of files, the same in each repetition. */
function filesOf(sample: readonly Measurement[]): number {
  const [files = NaN, ...others] = new Set(sample.map((measured) => measured.files));
  demand(others.length === 0, 'each repetition writes as many files');
  return files;
}
