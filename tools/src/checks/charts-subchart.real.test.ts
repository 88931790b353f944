import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  objectsOf,
  leastValues,
  realChart,
  refusalOf,
  template,
  whereHelmRuns,
  useAssembledCharts,
} from './real-charts';

whereHelmRuns('a chart whose subchart is another (skipped where no helm can be had)', () => {
  const assembled = useAssembledCharts();

  // A folder is needed to change a version; of an archive there is none.
  const title = 'a vcluster chart of another version';
  (realChart === '' ? describe : describe.skip)(
    realChart === '' ? title : `${title} (skipped: not the stand-in)`,
    () => {
      const chartOf = (version: string) => {
        const chart = join(assembled.charts.mgmt, '..', `mgmt-${version}`);
        cpSync(assembled.charts.mgmt, chart, { recursive: true });
        const file = join(chart, 'charts/vcluster/Chart.yaml');
        writeFileSync(file, readFileSync(file, 'utf8').replace(/^version: .*$/m, `version: ${version}`));
        return { helm: assembled.helm, chart, name: 'mgmt-vcluster', namespace: 'mgmt', values: leastValues('mgmt') };
      };

      test.each(['0.20.0', '0.20.0+build.7'])('%s is not one', (version) => {
        expect(objectsOf(template(chartOf(version)))).toHaveLength(15);
      });

      test.each(['0.20.1', '0.20.0-beta.1', '0.2.0', '0.36.1'])('%s', (version) => {
        expect(refusalOf(template(chartOf(version)))).toBe(
          `The vcluster chart in charts/ is of version ${version}; these values were written for 0.20.0, and ` +
            'later ones read them otherwise. Run "helm dependency update".',
        );
      });

      test('none at all', () => {
        const release = chartOf('0.20.0+none');
        rmSync(join(release.chart, 'charts'), { recursive: true });
        expect(refusalOf(template(release))).toContain('missing in charts/ directory: vcluster');
      });
    },
  );
});
