import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isExactVersion } from '@sovereign-fleet/domain';
import { privateEnvironment } from './helm-environment';
import { type HelmCall, inPrivateHome, runHelm } from './helm-pull';
import { failure, isProgramFault, type Outcome } from '../contract/failure';
import { isSameVersion } from '../release/chart-version';

/**
 * Whether a chart's version satisfies a dependency or a range. A full version is compared here, without build metadata,
 * as Helm does. For any other range we ask Helm, by the function that templates have for it: only Helm knows exactly
 * what a range means (pre-releases, `1.x`, commas).
 */
export async function satisfies(call: HelmCall, range: string, version: string): Promise<Outcome<boolean>> {
  if (isExactVersion(range)) return { ok: true, value: isSameVersion(range, version) };
  return inPrivateHome(async (home) => {
    const chart = join(home, 'chart');
    await mkdir(join(chart, 'templates'), { recursive: true });
    await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: compare\nversion: 0.0.0\n');
    await writeFile(join(chart, 'templates/is.yaml'), 'is: {{ semverCompare .Values.range .Values.version }}\n');
    const input = JSON.stringify({ range: range === '' ? '*' : range, version });
    const args = ['template', 'compare', chart, '--values=-'];
    const said = await runHelm(call, { env: privateEnvironment(call.environment, home), input, args });
    if (said.ok) return { ok: true, value: /^is: true$/m.test(said.value) };
    if (isProgramFault(said)) return said;
    return failure('chart-invalid', `${JSON.stringify(range)} and ${version} cannot be compared: ${said.reason}`);
  });
}

/** Whether a tag counts for a range, by the regular expression beside it (OCIRepository, spec.ref.semverFilter). */
export async function matchesTag(filter: string | undefined, tag: string): Promise<Outcome<boolean>> {
  if (filter === undefined) return { ok: true, value: true };
  const { RE2JS } = await import('re2js');
  try {
    return { ok: true, value: RE2JS.compile(filter).matcher(tag).find() };
  } catch {
    return failure('chart-invalid', `its semverFilter ${JSON.stringify(filter)} is no regular expression of Go`);
  }
}
