import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findHelm, findKubectl } from '@sovereign-fleet/renderer/programs';
import { renderInChild } from '../children/run-render-child';
import { distinctRenders } from '../fleet/distinct-renders';
import { byNxRows } from './by-nx-rows';
import { oneRegionRows } from './one-region-rows';
import { makeRenderWorkspace } from '../fleet/render-workspace';
import { wholeTreeRow } from './whole-tree-row';
import { verdict, type Row } from '../results/table';
import { demand } from '../results/repetitions';

/** Rows 6 and 7: what Flux would apply, with the real helm and kustomize, and by Nx. */
export async function renderRows(temporary: string): Promise<readonly Row[]> {
  const [helm, kubectl] = await Promise.all([findHelm(), findKubectl()]);
  // Neither side has to look for the programs: both get their paths.
  process.env['SOVEREIGN_FLEET_HELM'] = helm;
  process.env['SOVEREIGN_FLEET_KUBECTL'] = kubectl;
  return [
    ...oneRegionRows(join(temporary, 'render-one'), { helm, kubectl }),
    wholeTreeRow(join(temporary, 'render-whole'), { helm, kubectl }),
    ...fleetRows(join(temporary, 'render-fleet')),
    ...(await byNxRows(join(temporary, 'render-nx'))),
  ];
}

function fleetRows(root: string): readonly Row[] {
  mkdirSync(root);
  const distinct = distinctRenders(makeRenderWorkspace(root, 100));
  const [first, second] = [1, 2].map((run) => {
    process.stderr.write(`render 100 x 3: ${run} of 2\n`);
    return renderInChild(root, 100);
  });
  demand(String(first?.objects) === String(second?.objects), 'the second run renders the same objects');
  return [
    startsRow('7a', `renders of 100 x 3 regions in one process / distinct renders`, first?.started, distinct),
    startsRow('7b', 'the same again, nothing changed', second?.started, 0),
  ];
}

// eslint-disable-next-line @typescript-eslint/max-params -- a row's text, then its numbers
function startsRow(number: string, claim: string, started = NaN, most: number): Row {
  return {
    number,
    claim: `starts of helm: ${claim}`,
    ours: String(started),
    reference: String(most),
    result: `${started - most} more`,
    bound: 'not more',
    holds: verdict(started <= most),
  };
}
