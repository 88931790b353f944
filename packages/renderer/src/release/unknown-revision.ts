import type { FoundChart, Installed } from './release-result';
import type { Refusal } from './refusal';
import { labelsIn } from './revision-labels';
import type { Chart, FindChart } from '../contract/ports';

interface Renders {
  readonly findChart: FindChart;
  /** Renders the release with another chart. */
  readonly installWith: (chart: Chart) => Promise<Installed | Refusal>;
}

const placeholder = '0'.repeat(64);

/**
 * What the API server will refuse once the digest is known that Flux puts into the version of a chart of the workspace.
 * A chart that has the version in a label and replaces no `+` is rendered once more with some digest.
 */
export async function bareVersionRefusals(
  { objects }: Installed,
  { chart, reference }: FoundChart,
  { findChart, installWith }: Renders,
): Promise<readonly Refusal[]> {
  const isUnknown = chart.revision === 'unknown' && reference.kind === 'oci' && !chart.texts.replacesPlus;
  if (!isUnknown || !objects.some((one) => labelsIn(one).some(([, text]) => text.includes(chart.version)))) return [];
  const found = await findChart({ ...reference, digest: `sha256:${placeholder}` });
  const other = found.ok ? await installWith(found.value) : undefined;
  if (other === undefined || !('problem' in other)) return [];
  return [{ ...other, problem: other.problem.replaceAll(placeholder.slice(0, 12), '<digest>') }];
}
