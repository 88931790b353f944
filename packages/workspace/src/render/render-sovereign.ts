import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BootstrapKit,
  defaultKubeVersion,
  deliveredObjects,
  type Fleet,
  kubeVersionOf,
  outputFolder,
  type Sovereign,
  sovereignFolder,
  visible,
} from '@sovereign-fleet/domain';
import { fluxInstallObject } from '@sovereign-fleet/compiler';
import { isComplete, type Outside, type Rendered, type RenderProblem, render } from '@sovereign-fleet/renderer';
import { readTree, type TreeOnDisk, treeOfContents } from '@sovereign-fleet/renderer/node';
import { withinAllowance } from '@sovereign-fleet/renderer/render-allowance';
import { printableText } from '../disk/printable-text';
import type { RenderTools } from './render-tools';

/** Of all programs of a render: beside the limit for each, so that many slow charts end, too. */
const longestSeconds = 20 * 60;

/** A checkout and the regions in it that are to be rendered. */
export interface Checkout {
  readonly root: string;
  readonly regions: readonly string[];
  /** The tree of the Sovereign, where it is not to be read from `gitops-out/`. */
  readonly tree?: TreeOnDisk;
  /** What its kit says of its clusters, which its tree does not. */
  readonly outside?: Outside;
}

/**
 * What a kit says of its clusters: what somebody delivers, what stands in for it, and what is not followed. In a fleet
 * whose trees install Flux, that is the release of Flux, too.
 */
export function outsideOf(
  { unfollowed = {}, treeSources, standIns = [], ...rows }: BootstrapKit,
  fleet?: Pick<Fleet, 'fluxInstall'>,
): Outside {
  const delivered = deliveredObjects(rows).filter(({ from }) => from !== 'kit'); // those are in the tree
  const made = delivered.flatMap(({ kind, namespace, name, standIn }) => {
    if (standIn === undefined) return [];
    const data = kind === 'Secret' ? { stringData: standIn } : { data: standIn };
    return [{ apiVersion: 'v1', kind, metadata: { namespace, name }, ...data }];
  });
  return {
    delivered: new Set(delivered.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)),
    standIns: [...made, ...standIns],
    treeSources,
    unfollowed: new Map([...(fleet?.fluxInstall === 'tree' ? ofFlux : []), ...Object.entries(unfollowed)]),
  };
}

/** The tree of a Sovereign in `gitops-out/`. Throws where it cannot be read. */
export function readSovereignTree(root: string, { fqdn, regions }: Sovereign): TreeOnDisk {
  const folder = sovereignFolder(fqdn);
  // One that is retired has none.
  if (regions.length === 0) return treeOfContents(join(root, outputFolder), folder, new Map());
  const tree = readTree(join(root, outputFolder), folder);
  if (tree.ok) return tree.value;
  const remedy = existsSync(join(root, outputFolder, folder)) ? 'Remove it' : 'Run "nx sync"';
  throw new Error(`${outputFolder}/${folder}: ${tree.reason}. ${remedy}.`);
}

const ofFlux = [[fluxInstallObject, 'what a release of Flux installs']] as const;

/** Renders regions of a Sovereign from what is in `gitops-out/`. Throws where its tree cannot be read. */
export async function renderSovereign(
  sovereign: Sovereign,
  { root, regions, outside, tree = readSovereignTree(root, sovereign) }: Checkout,
  { tools, notes, fingerprint, readAhead }: RenderTools,
): Promise<Rendered> {
  const { fqdn, fluxVersion, apiVersions = [] } = sovereign;
  const folder = sovereignFolder(fqdn);
  const rendering = withinAllowance(longestSeconds, () =>
    Promise.all(
      [...byKubeVersion(sovereign, regions)].map(([kubeVersion, alike]) =>
        render({
          fqdn,
          ...tree,
          regions: alike.map((region) => ({ region, entry: `${folder}/${region}` })),
          fluxVersion,
          cluster: { kubeVersion, apiVersions },
          ...outside,
          tools,
          fingerprint,
        }),
      ),
    ),
  );
  const ahead = readAhead(tree.files); // kustomize runs now, and nothing else is to be done meanwhile
  // What was read and is not wanted ends here, too: nothing goes on, or writes, behind a render.
  const rendered = (await rendering.finally(() => ahead)).flatMap((one) => one.regions);
  const programs = await notes();
  const inOrder = { fqdn, regions: regions.flatMap((key) => rendered.filter(({ region }) => region === key)) };
  return programs.length === 0 ? inOrder : { ...inOrder, programs };
}

/** One Kubernetes, but for the time in which an upgrade goes from region to region. */
function byKubeVersion(sovereign: Sovereign, regions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const alike = new Map<string, string[]>();
  for (const key of regions) {
    const region = sovereign.regions.find((one) => one.key === key);
    const version = kubeVersionOf(sovereign, region) ?? defaultKubeVersion;
    alike.set(version, [...(alike.get(version) ?? []), key]);
  }
  return alike;
}

/** What --allow-missing-charts lets pass: a chart that cannot be had, for any reason. */
export const missingCharts: readonly RenderProblem['kind'][] = ['missing-chart', 'missing-version'];

export interface Summary {
  readonly text: string;
  readonly complete: boolean;
}

/** What a person reads after a render: a line a region, stand-ins, and every problem with its remedy. */
export function summaryOf(name: string, { regions, programs = [] }: Rendered, allowMissingCharts: boolean): Summary {
  const allowed = allowMissingCharts ? missingCharts : [];
  const isMissing = regions.some(({ problems }) => problems.some(({ kind }) => missingCharts.includes(kind)));
  const lines = regions.flatMap((region) => [
    `${name}/${region.region}: ${region.objects.length} objects, ${region.releases.length} releases`,
    ...region.problems.map(({ kind, object, field, problem, remedy }) =>
      visible(`  ${kind}: ${object}${field === '' ? '' : ` ${field}`}: ${problem}. ${remedy}.`),
    ),
  ]);
  const standIns = [...new Set(regions.flatMap(({ releases }) => releases.flatMap(({ chart }) => chart.standIns)))];
  const note = standIns.length === 0 ? [] : [`${name}: rendered with a STAND-IN: ${standIns.sort().join(', ')}`];
  const charts = regions.flatMap(({ releases }) => releases.map(({ chart }) => chart));
  const old = charts.filter(({ origin }) => origin === 'kept').map((chart) => `${chart.name} ${chart.version}`);
  const oldCharts = [...new Set(old)].sort().join(', ');
  const fromCache = `${name}: charts as their registry had them when it was last asked: ${oldCharts}`;
  // Nx keeps what succeeds, and cannot know when a registry has a chart that it had not.
  const kept = `${name}: rendered WITHOUT these charts; when they can be had, render again with --skip-nx-cache`;
  return {
    text: printableText(
      [
        ...lines,
        ...note,
        ...programs.map((text) => `${name}: ${text}`),
        ...(old.length > 0 ? [fromCache] : []),
        ...(allowMissingCharts && isMissing ? [kept] : []),
      ].join('\n'),
    ),
    complete: regions.every((region) => isComplete(region, allowed)),
  };
}
