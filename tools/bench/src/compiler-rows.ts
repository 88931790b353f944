import { join } from 'node:path';
import { measureInChild } from './child';
import type { Measured } from './measurement';
import { answer, ratioRow, type Row } from './row';
import { demand, interleaved, medianCpu } from './sample';

/** Rows 1 and 2: a hundred Sovereigns, against the least that Node can do with the same files. */
export function rawRows(temporary: string): readonly Row[] {
  return [...rawRowsOf(temporary, 'first run of a process'), ...rawRowsOf(temporary, 'warm')];
}

function rawRowsOf(temporary: string, state: 'first run of a process' | 'warm'): readonly Row[] {
  const folder = (name: string) => join(temporary, `${name}-${state === 'warm' ? 'warm' : 'first'}`);
  const warmUp = (name: string) => (state === 'warm' ? folder(`warming-${name}`) : '');
  const samples = interleaved(7, {
    [`write raw, ${state}`]: (n: number) => measureInChild('write-raw', 100, folder(`raw-${n}`), warmUp('raw')),
    [`compile and write, ${state}`]: (n: number) => measureInChild('write', 100, folder(`ours-${n}`), warmUp('ours')),
    [`compare raw, ${state}`]: (n: number) => measureInChild('compare-raw', 100, folder(`ours-${n}`), warmUp('ours')),
    [`nothing changed, ${state}`]: (n: number) => measureInChild('write', 100, folder(`ours-${n}`), warmUp('ours')),
  });
  const [rawWritten = [], written = [], rawCompared = [], rewritten = []] = Object.values<readonly Measured[]>(samples);
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
  const samples = interleaved(3, {
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
      holds: answer(peak < 600),
    },
  ];
}

/** The number of files, the same in each repetition. */
function filesOf(sample: readonly Measured[]): number {
  const [files = NaN, ...others] = new Set(sample.map((measured) => measured.files));
  demand(others.length === 0, 'each repetition writes as many files');
  return files;
}
