import { isExactVersion } from '@sovereign-fleet/domain';
import { type HelmRelease, versionOfTag } from '@sovereign-fleet/flux';
import { chartReference, type Sources } from './chart-reference';
import { isSameVersion } from './chart-version';
import { isChartMissing } from '../contract/failure';
import type { Chart, ChartReference, FindChart } from '../contract/ports';
import { type Refusal, refusalOf } from './refusal';
import type { FoundChart } from './release-result';

/** Finds the chart that a HelmRelease wants. */
export async function findReleaseChart(
  release: HelmRelease,
  sources: Sources,
  findChart: FindChart,
): Promise<FoundChart | Refusal> {
  const field = release.spec.chart === undefined ? 'spec.chartRef' : 'spec.chart';
  const reference = chartReference(release, sources);
  if (!reference.ok) return { kind: reference.kind, field, problem: reference.problem, remedy: reference.remedy };
  const found = await findChart(reference.value);
  if (found.ok) {
    const doubts = [
      ...otherVersion(found.value, reference.value, field),
      ...standingChart(found.value, reference.value, field),
      ...outsideSchemas(found.value, release, field),
      ...helmVersion(found.value, field),
    ];
    return { chart: found.value, reference: reference.value, doubts };
  }
  if (!isChartMissing(found)) {
    return refusalOf(field, found.reason, found.remedy ?? 'Mend the chart, or what the release asks for');
  }
  const remedy = found.remedy ?? 'Have it in charts/, or make its registry reachable';
  const goOn = '--allow-missing-charts goes on without it';
  const kind = found.code === 'version-absent' ? 'missing-version' : 'missing-chart';
  return { kind, field, problem: found.reason, remedy: `${remedy}; ${goOn}` };
}

/**
 * Flux pulls what a digest names, and compares its version with neither the tag nor the range beside it
 * (source-controller, OCIRepository; helm-controller compares tags alone).
 */
function otherVersion({ version, origin }: Chart, reference: ChartReference, field: string): readonly Refusal[] {
  if (reference.kind !== 'oci' || reference.digest === undefined || origin === 'workspace') return [];
  const said = versionOfTag(reference.tag ?? '');
  if (!isExactVersion(said) || isSameVersion(said, version)) return [];
  const problem = `its digest is that of version ${version}, which Flux pulls, whatever the tag says: ${said}`;
  const remedy = `Write the digest that the registry gives for ${said}, or the version ${version}`;
  return [{ kind: 'other-version', field, problem, remedy }];
}

/** A chart of the workspace that stands for what a digest or a tag names, of which nothing says that it is the same. */
function standingChart({ name, version, origin }: Chart, reference: ChartReference, field: string): readonly Refusal[] {
  if (reference.kind !== 'oci' || origin !== 'workspace' || reference.semver !== undefined) return [];
  const { digest, tag = digest === undefined ? 'latest' : '' } = reference;
  if (versionOfTag(tag).replace(/^v/, '') === version.replace(/^v/, '')) return [];
  const what = tag === '' ? 'its digest' : `its tag ${tag}`;
  const own = `version ${version} of the workspace's chart ${name}`;
  const problem = `${what} does not say which version it is, and ${own} stands for it`;
  return [{ kind: 'assumed', field, problem, remedy: 'Write the version as the tag' }];
}

/** Helm's command says its release, and helm-controller has Helm as a library, which says less of itself. */
function helmVersion({ texts, name }: Chart, field: string): readonly Refusal[] {
  if (!texts.readsHelmVersion) return [];
  const problem =
    `chart ${name} reads .Capabilities.HelmVersion, which in Flux is that of the library in it, such as v4.2, and ` +
    'here that of the Helm that renders';
  return [{ kind: 'assumed', field, problem, remedy: 'Have the chart ask for nothing but major and minor version' }];
}

/**
 * Flux asks from within the cluster for what a schema refers to (Helm: ValidateAgainstSingleSchema), and refuses the
 * release if it cannot be had. Here Helm asks nobody.
 */
function outsideSchemas({ texts, name }: Chart, { spec }: HelmRelease, field: string): readonly Refusal[] {
  const { outsideSchemas: outside } = texts;
  if (outside.length === 0 || spec.install.disableSchemaValidation) return [];
  const problem =
    `a values.schema.json of chart ${name} refers to ${outside.join(', ')}, which nothing here asks for: ` +
    'whether the values meet that schema is known in the cluster alone';
  const remedy = 'Put what it refers to into the schema, or set spec.install.disableSchemaValidation';
  return [{ kind: 'assumed', field, problem, remedy }];
}
