import { parseSovereign, valueOf } from '@sovereign-fleet/domain';
import { renderSovereign, type RenderTools, toolsFor } from '@sovereign-fleet/workspace/render';
import { exampleSpecs } from '../fleet/example-specs';
import { makeRenderWorkspace } from '../fleet/render-workspace';
import { renderInChild } from '../children/run-render-child';
import { demand, medianCpu } from '../results/repetitions';
import { type Row, verdict } from '../results/table';

const most = 0.1;
const repetitions = 41;
/** As in row 6w. */
const rounds = 11;

/** Of a kind whose fields nobody knows. */
const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** Row 14: what it adds to the render of a region to hold its objects to the API server. */
export async function serverRow(root: string): Promise<Row> {
  makeRenderWorkspace(root, 1);
  const checked = await toolsFor({ offline: true }, root);
  const { server } = checked.tools;
  const kubernetes = { ...server.kubernetes, kinds: {} };
  const flux = { ...server.flux, schemas: server.flux.schemas.map(() => anything) };
  const unchecked = { ...checked, tools: { ...checked.tools, server: { ...server, kubernetes, flux } } };
  const samples: Readonly<Record<'checked' | 'unchecked', { cpu: number }[]>> = { checked: [], unchecked: [] };
  for (let round = 0; round < repetitions; round += 1) {
    // Programs were started in the first round alone: their answers are kept.
    samples.checked.push(await measureCpu(root, checked));
    samples.unchecked.push(await measureCpu(root, unchecked));
  }
  const ours = medianCpu(samples.checked) - medianCpu(samples.unchecked);
  const reference = renderInChild(root, 1, rounds).warm;
  return {
    number: '14',
    claim: 'CPU: hold the objects of a region to its API server / wall time: render that region, warm, empty caches',
    ours: `${ours.toFixed(1)} ms`,
    reference: `${reference.toFixed(0)} ms`,
    result: `${(ours / reference).toFixed(2)} x`,
    bound: `at most ${most} x`,
    holds: verdict(ours / reference <= most),
  };
}

async function measureCpu(root: string, tools: RenderTools): Promise<{ readonly cpu: number }> {
  const [{ name, spec } = { name: '', spec: {} }] = exampleSpecs(1);
  const sovereign = valueOf(parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec }));
  const before = process.cpuUsage();
  const { regions } = await renderSovereign(sovereign, { root, regions: ['fsn1'] }, tools);
  const { user, system } = process.cpuUsage(before);
  demand((regions[0]?.objects.length ?? 0) > 20, 'the region is rendered');
  return { cpu: (user + system) / 1000 };
}
