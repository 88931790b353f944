import { isExactVersion, isJsonMap } from '@sovereign-fleet/domain';
import { versionOfTag } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { RegionRule } from '../contract/rule';
import { asApplier } from '../objects/object-id';
import { valueAt } from '../objects/walk';

export const exactVersion: RegionRule = {
  id: 'exact-version',
  severity: 'warning',
  title: 'Every chart is of one exact version',
  fault: { one: 'chart is of a range of versions', many: 'charts are of a range of versions', counts: 'findings' },
  why: 'Another chart comes without a commit, and no review has seen it.',
  per: 'region',
  check: ({ rendered: { objects } }) => objects.flatMap((of) => breachOf(of, objects)),
};

function breachOf(of: RenderedObject, objects: readonly RenderedObject[]): readonly Breach[] {
  if (asApplier(of)?.kind !== 'HelmRelease') return [];
  const wanted = wantedVersion(of, objects);
  if (wanted === undefined || isExactVersion(versionOfTag(wanted.version))) return [];
  const { field, version } = wanted;
  const problem = `its chart is that of ${printJson(version)}, which is no version: another may come tomorrow`;
  return [{ at: of, field, problem, remedy: 'Write the version that runs now' }];
}

interface WantedVersion {
  readonly field: string;
  readonly version: string;
}

/** What decides which chart comes; undefined where a digest does, a commit, or a source that is not here. */
function wantedVersion({ object, namespace }: RenderedObject, objects: readonly RenderedObject[]) {
  const { sourceRef, version } = mapAt(object, 'spec', 'chart', 'spec');
  if (isJsonMap(sourceRef) && sourceRef['kind'] === 'HelmRepository') {
    return { field: 'spec.chart.spec.version', version: textOf(version) ?? '*' };
  }
  const { kind, name, namespace: own = namespace } = mapAt(object, 'spec', 'chartRef');
  if (kind !== 'OCIRepository') return undefined;
  const source = objects.find(
    (one) => one.object.kind === kind && one.object.metadata.name === name && one.namespace === own,
  );
  return source === undefined ? undefined : versionOfArtifact(source);
}

/** As source-controller reads it: the digest, else the range, else the tag, else `latest`. */
function versionOfArtifact({ object }: RenderedObject): WantedVersion | undefined {
  const { digest, semver, tag } = mapAt(object, 'spec', 'ref');
  if (textOf(digest) !== undefined) return undefined;
  return { field: 'spec.chartRef', version: textOf(semver) ?? textOf(tag) ?? 'latest' };
}

function mapAt(object: RenderedObject['object'], ...path: readonly string[]) {
  const value = valueAt(object, ...path);
  return isJsonMap(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
