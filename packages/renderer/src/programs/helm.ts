import { join } from 'node:path';
import type { Json } from '@sovereign-fleet/domain';
import { withDiscovery } from './discovery-server';
import { quickStart } from './go-start';
import { missingHome, noWayOut } from './child-environment';
import { isKubernetesObject } from '../objects/kubernetes-object';
import { objectsIn } from '../objects/objects-in';
import { isTestHook } from '../objects/test-hook';
import { failure, type Outcome } from '../contract/failure';
import type { TemplateChart, TemplateRequest } from '../contract/ports';
import { runGoProgram } from './go-program';
import type { ProgramOutput } from './program';
import { readWritten, type WrittenOutput } from './written-output';
import { temporaryFolder } from '../disk/temporary-folder';

export interface HelmOptions {
  /** The Helm that renders: which one is said by the Flux of the record (programs.ts). */
  readonly helm: string;
  readonly timeoutSeconds: number;
  /** Where the clock stands; that of this machine if left out. */
  readonly timeZone?: string;
}

/**
 * Templates by `helm template`, without the person's own configuration, plugins and repositories of Helm. Values go to
 * Helm through its standard input, so they are not in a file and not in a list of processes. The reason of a failure is
 * Helm's own words, or why Helm did not end.
 */
export function helmTemplate(options: HelmOptions): TemplateChart {
  return async (request) => {
    const outcome = await outputOf(request, options);
    if (!outcome.ok) return { ...outcome, reason: helmReason(outcome.reason, request) };
    const crds = objectsIn(outcome.value.crds);
    const objects = crds.ok ? objectsIn(outcome.value.objects, isBrokenTest) : crds;
    if (crds.ok && objects.ok) {
      const { unknownHooks } = outcome.value;
      const left = unknownHooks.length === 0 ? {} : { unknownHooks };
      return { ok: true, value: { crds: crds.value, objects: objects.value, ...left } };
    }
    const reason = objects.ok ? '' : objects.reason;
    return failure('invalid-object', `what the chart makes cannot be read: ${reason}`);
  };
}

/** A test that is no object fails no release, since Flux makes nothing of it. */
function isBrokenTest(document: Json): boolean {
  return isTestHook(document) && !isKubernetesObject(document);
}

interface TemplateOutput extends WrittenOutput {
  readonly unknownHooks: readonly string[];
}

/** Helm prints what it makes, or writes it into a folder where it matters what is from `crds/`. */
async function outputOf(request: TemplateRequest, options: HelmOptions): Promise<Outcome<TemplateOutput>> {
  const { kubeVersion, apiVersions, chart, includeCrds, onlyTheseApis } = request;
  if (onlyTheseApis) {
    return withDiscovery({ kubeVersion, apiVersions }, (url) =>
      writtenOutput(request, [`--kube-apiserver=${url}`, '--dry-run=server'], options),
    );
  }
  // One argument for each would be slow, and the longest list has some thousand characters.
  const known = [`--kube-version=${kubeVersion}`, ...(apiVersions.length > 0 ? [apiFlag(apiVersions)] : [])];
  if (includeCrds && chart.texts.hasCrds) return writtenOutput(request, known, options);
  const printed = await runHelm(request, { cluster: known, env: environment() }, options);
  if (!printed.ok) return printed;
  const { stdout, words } = printed.value;
  return { ok: true, value: { crds: '', objects: stdout, unknownHooks: unknownHooksIn(words) } };
}

function apiFlag(apiVersions: readonly string[]): string {
  return `--api-versions=${apiVersions.join(',')}`;
}

/** A server is asked what it would do with what Helm prints, and of what Helm writes into a folder it is not. */
async function writtenOutput(
  request: TemplateRequest,
  cluster: readonly string[],
  options: HelmOptions,
): Promise<Outcome<TemplateOutput>> {
  const { path: folder, remove } = temporaryFolder('sovereign-fleet-helm-');
  try {
    const env = { ...environment(), KUBECACHEDIR: join(folder, 'cache') };
    const to = join(folder, 'output');
    const said = await runHelm(request, { cluster: [...cluster, `--output-dir=${to}`], env }, options);
    if (!said.ok) return said;
    const { stdout, words } = said.value;
    const read = readWritten(stdout, to);
    return read.ok ? { ok: true, value: { ...read.value, unknownHooks: unknownHooksIn(words) } } : read;
  } finally {
    remove();
  }
}

interface HelmRun {
  /** The options that say what the cluster has. */
  readonly cluster: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

async function runHelm(
  request: TemplateRequest,
  { cluster, env }: HelmRun,
  { helm, timeoutSeconds, timeZone }: HelmOptions,
): Promise<Outcome<ProgramOutput>> {
  const clock = timeZone === undefined ? {} : { TZ: timeZone };
  const args = argumentsOf(request, cluster);
  return runGoProgram({
    program: helm,
    args,
    input: request.values,
    env: { ...env, ...clock },
    timeoutSeconds,
  });
}

/** Helm says of each object that it leaves out what its hook is (pkg/release/v1/util, SortManifests). */
function unknownHooksIn(words: string): readonly string[] {
  const said = words.matchAll(/skipping unknown hooks?(?:"? hookTypes=|: )(?:"((?:[^"\\]|\\.)*)"|(\S*))/g);
  return [...new Set([...said].map(([, quoted, bare]) => quoted ?? bare ?? ''))].sort();
}

/** Names come after `--`, since a name in the tree may look like an option. */
function argumentsOf(request: TemplateRequest, cluster: readonly string[]): readonly string[] {
  return [
    'template',
    `--namespace=${request.namespace}`,
    '--values=-',
    ...request.wholeNumbers.map((line) => `--set=${line}`),
    ...cluster,
    ...(request.includeCrds ? ['--include-crds'] : []),
    ...(request.skipSchemaValidation ? ['--skip-schema-validation'] : []),
    '--',
    request.releaseName,
    request.chart.path,
  ];
}

/** Helm's words without the chart's path on this machine, and without advice on options of Helm. */
function helmReason(reason: string, { chart }: TemplateRequest): string {
  return reason
    .replaceAll(chart.path, chart.name)
    .replace(/^level=WARN [^\n]*\n/gm, '')
    .replace(/^Error: /, '')
    .replace(/(?<!\n)\n+Use --debug flag to render out invalid YAML$/, '');
}

function environment(): Readonly<Record<string, string>> {
  return {
    ...quickStart,
    ...noWayOut,
    PATH: process.env['PATH'] ?? '',
    HOME: missingHome,
    HELM_CACHE_HOME: `${missingHome}/cache`,
    HELM_CONFIG_HOME: `${missingHome}/config`,
    HELM_DATA_HOME: `${missingHome}/data`,
  };
}
