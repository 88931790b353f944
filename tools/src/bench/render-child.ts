import { performance } from 'node:perf_hooks';
import { renderSpecs } from './render-specs';

/** What a process that rendered prints. */
export interface RenderMeasured {
  /** Wall time without the start of Node and the loading of code. */
  readonly milliseconds: number;
  readonly started: number;
  /** `kind name` of each object, sorted. */
  readonly objects: readonly string[];
}

async function measure(root: string, count: number, which: 'one' | 'all'): Promise<RenderMeasured> {
  const start = performance.now();
  const { started, regions } = await renderSpecs(root, count, which);
  const milliseconds = performance.now() - start;
  const objects = regions.flatMap((region) =>
    region.objects.map(({ object }) => `${object.kind} ${object.metadata.name}`),
  );
  return { milliseconds, started, objects: objects.sort() };
}

// The arguments are those that `render-rows.ts` gave.
const [, , root = '', count, which] = process.argv;
void measure(root, Number(count), which === 'all' ? 'all' : 'one').then((measured) => {
  process.stdout.write(JSON.stringify(measured));
});
