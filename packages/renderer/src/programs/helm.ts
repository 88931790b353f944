import { lateCollection } from './go-collector';
import { missingHome } from './missing-home';
import { objectsIn } from '../objects/objects-in';
import { failure } from '../contract/failure';
import type { TemplateChart, TemplateRequest } from '../contract/ports';
import { runProgram } from './program';

export interface HelmOptions {
  /** The Helm that renders: which one is said by the Flux of the record (programs.ts). */
  readonly helm: string;
  readonly timeoutSeconds: number;
}

/**
 * Templates by `helm template`, without the person's own configuration, plugins and repositories of Helm. Values go to
 * Helm through its standard input, so they are not in a file and not in a list of processes. The reason of a failure is
 * Helm's own words, or why Helm did not end.
 */
export function helmTemplate({ helm, timeoutSeconds }: HelmOptions): TemplateChart {
  return async (request) => {
    const outcome = await runProgram({
      program: helm,
      args: argumentsOf(request),
      input: request.values,
      env: environment(),
      timeoutSeconds,
    });
    if (!outcome.ok) return { ...outcome, reason: helmReason(outcome.reason, request) };
    const objects = objectsIn(outcome.value.stdout);
    return objects.ok ? objects : failure('invalid-object', `what the chart makes cannot be read: ${objects.reason}`);
  };
}

/** Names come after `--`, since a name in the tree may look like an option. */
function argumentsOf(request: TemplateRequest): readonly string[] {
  return [
    'template',
    `--namespace=${request.namespace}`,
    '--values=-',
    `--kube-version=${request.kubeVersion}`,
    ...request.apiVersions.map((version) => `--api-versions=${version}`),
    ...(request.includeCrds ? ['--include-crds'] : []),
    ...(request.includeTests ? [] : ['--skip-tests']),
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
    .replace(/^Error: /, '')
    .replace(/\n+Use --debug flag to render out invalid YAML$/, '');
}

function environment(): Readonly<Record<string, string>> {
  return {
    ...lateCollection,
    PATH: process.env['PATH'] ?? '',
    HOME: missingHome,
    HELM_CACHE_HOME: `${missingHome}/cache`,
    HELM_CONFIG_HOME: `${missingHome}/config`,
    HELM_DATA_HOME: `${missingHome}/data`,
  };
}
