import { join } from 'node:path';
import { measureInChild } from '../children/run-child';
import type { Measurement } from '../children/measure-child';
import { verdict, ratioRow, type Row } from '../results/table';
import { demand, takeInTurn, medianCpu } from '../results/repetitions';

/** Rows 1 and 2: a hundred Sovereigns, against writing and comparing the same files with as little code as possible. */
export function rawRows(temporary: string): readonly Row[] {
  return [...rawRowsIn(temporary, 'first run of a process'), ...rawRowsIn(temporary, 'warm')];
}

function rawRowsIn(temporary: string, state: 'first run of a process' | 'warm'): readonly Row[] {
  const folder = (name: string) => join(temporary, `${name}-${state === 'warm' ? 'warm' : 'first'}`);
  const warmUp = (name: string) => (state === 'warm' ? folder(`warming-${name}`) : '');
  const samples = takeInTurn(7, {
    [`write raw, ${state}`]: (n: number) => measureInChild('write-raw', 100, folder(`raw-${n}`), warmUp('raw')),
    [`compile and write, ${state}`]: (n: number) => measureInChild('write', 100, folder(`ours-${n}`), warmUp('ours')),
    [`compare raw, ${state}`]: (n: number) => measureInChild('compare-raw', 100, folder(`ours-${n}`), warmUp('ours')),
    [`nothing changed, ${state}`]: (n: number) => measureInChild('write', 100, folder(`ours-${n}`), warmUp('ours')),
  });
  const [rawWritten = [], written = [], rawCompared = [], rewritten = []] =
    Object.values<readonly Measurement[]>(samples);
  const files = filesOf(rawWritten);
  demand(filesOf(written) === files && filesOf(rawCompared) === files, 'as many files are written as raw');
  demand(filesOf(rewritten) === 0, 'the second run writes nothing');
  return [
    ratioRow(
      { number: '1', claim: `CPU, ${state}: compile and write 100 x 3 regions (${files} files) / write the bytes raw` },
      { ours: medianCpu(written), reference: medianCpu(rawWritten) },
      2.5,
    ),
    ratioRow(
      { number: '2', claim: `CPU, ${state}: compile 100 x 3, nothing changed / read and compare the files raw` },
      { ours: medianCpu(rewritten), reference: medianCpu(rawCompared) },
      2,
    ),
  ];
}

/** Row 3: how time and memory grow with the fleet. */
export function growthRows(temporary: string): readonly Row[] {
  const samples = takeInTurn(3, {
    hundred: (n) => measureInChild('write', 100, join(temporary, `hundred-${n}`)),
    thousand: (n) => measureInChild('write', 1000, join(temporary, `thousand-${n}`)),
  });
  const { hundred, thousand } = samples;
  demand(filesOf(thousand) === 10 * filesOf(hundred), 'ten times the Sovereigns have ten times the files');
  const peak = Math.max(...thousand.map((measured) => measured.peak));
  return [
    ratioRow(
      { number: '3a', claim: 'CPU: compile and write 1000 x 3 / 100 x 3, parsing the specs included' },
      { ours: medianCpu(thousand), reference: medianCpu(hundred) },
      12,
    ),
    {
      number: '3b',
      claim: 'peak memory of the process that compiles and writes 1000 x 3, TypeScript loader included',
      ours: `${peak.toFixed(0)} MiB`,
      reference: '',
      result: '',
      bound: 'less than 600 MiB',
      holds: verdict(peak < 600),
    },
  ];
}

/** The number of files, the same in each repetition. */
function filesOf(sample: readonly Measurement[]): number {
  const [files = NaN, ...others] = new Set(sample.map((measured) => measured.files));
  demand(others.length === 0, 'each repetition writes as many files');
  return files;
}
