import { performance } from 'node:perf_hooks';
import { renderSpecs } from './render-specs';
import { setCacheAside } from './render-workspace';
import { settled } from './settled';

/** What a process that rendered prints. */
export interface RenderMeasured {
  /** Wall time of the first render, without the start of Node and the loading of code. */
  readonly milliseconds: number;
  /** The same of the last, as empty caches as the first; of one alone, the same. */
  readonly warm: number;
  /** How long it waited for nothing, to start quietly. */
  readonly waited: number;
  readonly started: number;
  /** `kind name` of each object, sorted. */
  readonly objects: readonly string[];
}

interface Asked {
  readonly root: string;
  readonly count: number;
  readonly which: 'one' | 'all';
  readonly rounds: number;
}

async function measure(asked: Asked): Promise<RenderMeasured> {
  const begin = performance.now();
  await settled();
  const waited = performance.now() - begin;
  const first = await rendered(asked);
  let last = first;
  for (let round = 1; round < asked.rounds; round += 1) {
    setCacheAside(asked.root);
    last = await rendered(asked);
  }
  return { ...first, warm: last.milliseconds, waited };
}

async function rendered({ root, count, which }: Asked) {
  const start = performance.now();
  const { started, regions } = await renderSpecs(root, count, which);
  const milliseconds = performance.now() - start;
  const objects = regions.flatMap((region) =>
    region.objects.map(({ object }) => `${object.kind} ${object.metadata.name}`),
  );
  return { milliseconds, started, objects: objects.sort() };
}

// The arguments are those that `child-render.ts` gave.
const [, , root = '', count, which, rounds] = process.argv;
void measure({ root, count: Number(count), which: which === 'all' ? 'all' : 'one', rounds: Number(rounds) }).then(
  (measured) => {
    process.stdout.write(JSON.stringify(measured));
  },
);
