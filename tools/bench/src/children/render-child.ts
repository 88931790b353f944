import { performance } from 'node:perf_hooks';
import { renderSpecs } from '../fleet/render-specs';
import { setCacheAside } from '../fleet/render-workspace';
import { settle } from './settle';

/** What a child process prints about its renders. */
export interface RenderMeasurement {
  /** Wall time of the first render, without the start of Node and the loading of code. */
  readonly milliseconds: number;
  /** Wall time of the last render, which has empty caches too. With one round it is the first. */
  readonly warm: number;
  /** How long the process waited before the first render, until it was quiet. */
  readonly waited: number;
  readonly started: number;
  /** `kind name` of each object, sorted. */
  readonly objects: readonly string[];
}

interface RenderOrder {
  readonly root: string;
  readonly count: number;
  readonly which: 'one' | 'all';
  readonly rounds: number;
}

async function measure(order: RenderOrder): Promise<RenderMeasurement> {
  const begin = performance.now();
  await settle();
  const waited = performance.now() - begin;
  const first = await renderOnce(order);
  let last = first;
  for (let round = 1; round < order.rounds; round += 1) {
    setCacheAside(order.root);
    last = await renderOnce(order);
  }
  return { ...first, warm: last.milliseconds, waited };
}

async function renderOnce({ root, count, which }: RenderOrder) {
  const start = performance.now();
  const { started, regions } = await renderSpecs(root, count, which);
  const milliseconds = performance.now() - start;
  const objects = regions.flatMap((region) =>
    region.objects.map(({ object }) => `${object.kind} ${object.metadata.name}`),
  );
  return { milliseconds, started, objects: objects.sort() };
}

// `renderInChild` passes these arguments.
const [, , root = '', count, which, rounds] = process.argv;
void measure({ root, count: Number(count), which: which === 'all' ? 'all' : 'one', rounds: Number(rounds) }).then(
  (measured) => {
    process.stdout.write(JSON.stringify(measured));
  },
);
