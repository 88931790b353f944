import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder, regionFolder } from '@sovereign-fleet/domain';
import { renderInChild } from '../children/run-render-child';
import { namesIn } from '../fleet/object-files';
import { setCacheAside } from '../fleet/render-workspace';
import { kustomizations, releases, writeWholeTree } from '../fleet/whole-tree';
import { demand, shortest, takeInTurn } from '../results/repetitions';
import { ratioRow, type Row } from '../results/table';
import { type Programs, timeScript } from './time-script';

const repetitions = 3;

interface Sample {
  readonly milliseconds: number;
  readonly objects: readonly string[];
}

/** Row 6c: a tree as large as those that people have, against a loop over its folders and releases. */
export function wholeTreeRow(root: string, programs: Programs): Row {
  writeWholeTree(root);
  const { loop, ours } = takeInTurn<'loop' | 'ours', Sample>(repetitions, {
    loop: () => runLoop(root, programs),
    ours: () => {
      setCacheAside(root);
      const measured = renderInChild(root, 1, 1);
      demand(measured.started === releases, `Helm is started ${releases} times`);
      return measured;
    },
  });
  const [first] = loop;
  const same = [...loop, ...ours].every(({ objects }) => String(objects) === String(first?.objects));
  demand(same, 'both render the same objects');
  const claim =
    `wall time, best of ${repetitions}: render a tree (${kustomizations} Kustomizations, ${releases} releases, ` +
    `${first?.objects.length ?? 0} objects), empty caches, without the start of Node / plain sequential loop`;
  return ratioRow({ number: '6c', claim }, { ours: best(ours), reference: best(loop) }, 0.6);
}

function best(samples: readonly Sample[]): number {
  return shortest(samples.map(({ milliseconds }) => milliseconds));
}

function runLoop(root: string, programs: Programs): Sample {
  const output = mkdtempSync(join(root, 'loop-'));
  const entry = regionFolder('sovereign-0001.fleet.example.com', 'fsn1');
  const milliseconds = timeScript('sequential-loop.sh', programs, [root, join(root, outputFolder), entry, output]);
  return { milliseconds, objects: namesIn(readdirSync(output).map((name) => join(output, name))) };
}
