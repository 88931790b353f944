import { applierTitle } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';

export const risingVersion: ChangeRule = {
  id: 'rising-version',
  severity: 'warning',
  title: 'The version of a chart does not go down',
  fault: { one: 'chart goes back', many: 'charts go back', counts: 'findings' },
  why: 'Helm takes no CustomResourceDefinition back, and programs seldom read data of a newer version.',
  per: 'change',
  check: ({ before, after }) =>
    after.releases.flatMap((release) => {
      const title = applierTitle({ kind: 'HelmRelease', ...release });
      const was = before.releases.find((one) => applierTitle({ kind: 'HelmRelease', ...one }) === title)?.chart;
      const { name, version } = release.chart;
      if (was?.name !== name || !isLower(version, was.version)) return [];
      const problem = `its chart ${name} goes from ${was.version} back to ${version}`;
      return [
        { at: title, problem, remedy: 'Look whether its data and its CRDs can go back; else go on to a newer one' },
      ];
    }),
};

/** By the three numbers; a version of other letters is neither. A release goes before its pre-releases. */
function isLower(version: string, other: string): boolean {
  const [left, right] = [partsOf(version), partsOf(other)];
  if (left === undefined || right === undefined) return false;
  const index = left.findIndex((part, place) => part !== right[place]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
}

function partsOf(version: string): readonly number[] | undefined {
  const [, major, minor, patch, pre] = /^v?(\d+)\.(\d+)\.(\d+)(-[^+]*)?(?:\+.*)?$/.exec(version) ?? [];
  if (major === undefined) return undefined;
  return [Number(major), Number(minor), Number(patch), pre === undefined ? 1 : 0];
}
