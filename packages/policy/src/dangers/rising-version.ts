import { isLowerVersion } from '@sovereign-fleet/domain';
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
      if (was?.name !== name || !isLowerVersion(version, was.version)) return [];
      const problem = `its chart ${name} goes from ${was.version} back to ${version}`;
      return [
        { at: title, problem, remedy: 'Look whether its data and its CRDs can go back; else go on to a newer one' },
      ];
    }),
};
