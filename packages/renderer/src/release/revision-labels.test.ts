import type { Json } from '@sovereign-fleet/domain';
import type { Chart, FindChart, TemplateChart } from '../contract/ports';
import { chart, renderExample } from '../testing/example-release';

const digest = `sha256:${'0123456789ab'.padEnd(64, 'f')}`;

/** A release of a chart that writes its version there. */
async function renderWith(labelsOf: (version: string) => Json, more: Partial<Chart>) {
  const findChart: FindChart = (reference) => {
    const known = reference.kind === 'oci' ? reference.digest : undefined;
    const revision = more.revision === 'unknown' ? (known ?? 'unknown') : more.revision;
    return Promise.resolve({ ok: true, value: { ...chart, ...more, ...(revision === undefined ? {} : { revision }) } });
  };
  const template: TemplateChart = ({ chart: { version, revision = 'unknown' } }) => {
    const build = revision === 'unknown' ? '' : `+${revision.slice('sha256:'.length, 'sha256:'.length + 12)}`;
    const spec = labelsOf(`app-${version}${build}`);
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
    return Promise.resolve({ ok: true, value: { crds: [], objects: [object] } });
  };
  const { problems, objects } = await renderExample({ tools: { findChart, template } });
  return { told: problems.map(({ kind, field, problem }) => `${kind} ${field}: ${problem}`), count: objects.length };
}

const inPods = (version: string): Json => ({ template: { metadata: { labels: { 'helm.sh/chart': version } } } });
const withoutPlus = (version: string): Json => inPods(version.replace('+', '_'));
const inNoLabel = (version: string): Json => ({ chart: version });
const refusal = (value: string) =>
  `failed spec.chartRef: label helm.sh/chart of Deployment web is "${value}", which the API server refuses: ` +
  "Flux puts the digest into the chart's version";

test.each([
  { what: 'is refused', write: inPods, told: [refusal('app-1.2.3+0123456789ab')], count: 0 },
  { what: 'is taken without its plus', write: withoutPlus, told: [], count: 1 },
  { what: 'may be anywhere else', write: inNoLabel, told: [], count: 1 },
])('a version with a digest in a label $what', async ({ write, told, count }) => {
  expect(await renderWith(write, { revision: digest })).toEqual({ told, count });
});

const bare = { ...chart.texts, replacesPlus: false };
test.each([
  { what: 'in a label', write: inPods, texts: bare, told: [refusal('app-1.2.3+<digest>')] },
  { what: 'in a label without its plus', write: withoutPlus, texts: bare, told: [] },
  { what: 'in no label', write: inNoLabel, texts: bare, told: [] },
])('of a chart whose digest is not known, a version $what is held to any digest', async ({ write, texts, told }) => {
  expect(await renderWith(write, { revision: 'unknown', texts })).toEqual({ told, count: 1 });
});
