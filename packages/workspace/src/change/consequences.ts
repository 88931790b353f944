import { join } from 'node:path';
import { findKit, outputFolder, type Sovereign, sovereignFolder, type Tree, valueOf } from '@sovereign-fleet/domain';
import { formatConsequences, review, reviewSubject } from '@sovereign-fleet/policy';
import { changeRefusals, type Rendered } from '@sovereign-fleet/renderer';
import { treeOfContents } from '@sovereign-fleet/renderer/node';
import { serverTables } from '@sovereign-fleet/renderer/server-tables';
import { printableText } from '../disk/printable-text';
import { outsideOf, readSovereignTree, renderSovereign } from '../render/render-sovereign';
import { type RenderTools, toolsOnce } from '../render/render-tools';
import type { SharedRecord } from '../specs/fleet-record';

/** A Sovereign with what it shares. */
interface RecordOf extends SharedRecord {
  readonly sovereign: Sovereign;
}

/** A change of a record that is not written yet. */
export interface ChangedSovereign {
  readonly root: string;
  readonly before: RecordOf;
  readonly after: RecordOf;
  /** What the record compiles to after the change, for all that were compiled. */
  readonly tree: Tree;
  /** Whether charts are fetched and rendered. Else Flux's own objects are compared alone, which needs no network. */
  readonly withCharts: boolean;
}

/**
 * What a change does to the clusters of a Sovereign, as the review would say it of the tree in `gitops-out/`. Where
 * nothing can be rendered here, the text says why: an edit needs neither Helm nor kustomize.
 */
export async function describeConsequences(change: ChangedSovereign): Promise<string> {
  try {
    return await compareSides(change);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return printableText(`What ${change.after.sovereign.name} gets could not be compared: ${reason}`);
  }
}

async function compareSides({ root, before, after, tree, withCharts }: ChangedSovereign): Promise<string> {
  // One build of a folder that the change leaves as it is.
  const toolsOf = toolsOnce(root);
  const render = async (record: RecordOf, own: Parameters<typeof renderSovereign>[1]['tree']): Promise<Rendered> => {
    const { sovereign, kits, fleet } = record;
    const tools = await toolsOf({ offline: !withCharts, fluxVersion: sovereign.fluxVersion });
    const regions = sovereign.regions.map(({ key }) => key);
    const outside = outsideOf(valueOf(findKit(sovereign, kits)), fleet);
    const checkout = { root, regions, outside, ...(own === undefined ? {} : { tree: own }) };
    return renderSovereign(sovereign, checkout, withCharts ? tools : withoutCharts(tools));
  };
  const was = await render(before, readSovereignTree(root, before.sovereign));
  const folder = sovereignFolder(after.sovereign.fqdn);
  const contents = [...tree].filter(([path]) => path.startsWith(`${folder}/`));
  const bytes = new Map(contents.map(([path, text]) => [path, Buffer.from(text)]));
  const is = await render(after, treeOfContents(join(root, outputFolder), folder, bytes));
  const kit = valueOf(findKit(after.sovereign, after.kits));
  const subject = reviewSubject({ sovereign: after.sovereign, fleet: after.fleet, kit }, is);
  const notAsked = new Set(withCharts ? [] : [was, is].flatMap(releasesWithoutChart));
  const { standIns } = outsideOf(kit, after.fleet);
  const refusals = await changeRefusals(is, { standIns, tables: serverTables() });
  const found = review(subject, {
    refusals,
    base: { rendered: was, isProtected: before.sovereign.protected === true },
  });
  return printableText(formatConsequences(found, notAsked));
}

/** Kustomize's part alone. */
function withoutCharts(own: RenderTools): RenderTools {
  const findChart = () => Promise.resolve({ ok: false, code: 'chart-absent', reason: 'nobody asked for it' } as const);
  return { ...own, tools: { ...own.tools, findChart }, readAhead: () => Promise.resolve() };
}

function releasesWithoutChart({ regions }: Rendered): readonly string[] {
  return regions.flatMap(({ problems }) =>
    problems.flatMap(({ kind, object }) => (kind === 'missing-chart' ? [object] : [])),
  );
}
