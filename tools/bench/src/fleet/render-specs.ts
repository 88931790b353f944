import { join } from 'node:path';
import { addAll, parseSovereign, valueOf } from '@sovereign-fleet/domain';
import type { RenderedRegion } from '@sovereign-fleet/renderer';
import { renderSovereign, summaryOf, toolsFor, writeRender } from '@sovereign-fleet/workspace/render';
import { demand } from '../results/repetitions';
import { exampleSpecs } from './example-specs';

export interface SpecsRender {
  /** How many renders Helm was started for. */
  readonly started: number;
  readonly regions: readonly RenderedRegion[];
}

/** Renders the example fleet to `dist/` in one run, as the executor does: one region of each Sovereign, or all. */
export async function renderSpecs(root: string, count: number, which: 'one' | 'all'): Promise<SpecsRender> {
  const tools = await toolsFor({ offline: true }, root);
  const regions: RenderedRegion[] = [];
  for (const { name, spec } of exampleSpecs(count)) {
    const sovereign = valueOf(parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec }));
    const keys = sovereign.regions.map(({ key }) => key).slice(0, which === 'one' ? 1 : undefined);
    const rendered = await renderSovereign(sovereign, { root, regions: keys }, tools);
    const { complete, text } = summaryOf(name, rendered, false);
    demand(complete, `all is rendered: ${text}`);
    writeRender(join(root, 'dist/render', name), rendered);
    addAll(regions, rendered.regions);
  }
  return { started: tools.started(), regions };
}
