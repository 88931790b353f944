import { lateCollection } from './go-collector';
import { missingHome } from './missing-home';
import { objectsIn } from '../objects/objects-in';
import { failure } from '../contract/failure';
import type { TemplateChart, TemplateRequest } from '../contract/ports';
import { runProgram } from './program';

export interface HelmOptions {
  /** A Helm 4.1 or later. */
  readonly helm: string;
  readonly timeoutSeconds: number;
}

/**
 * Templates by `helm template`. Helm's configuration, plugins and repositories of the person who runs it do not count.
 * Values go to Helm through its standard input, so that they are in no file and in no list of processes. The reason is
 * Helm's own words, or why it did not end.
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

/** Names come after `--`: they are read from the tree, and one may look like an option. */
function argumentsOf(request: TemplateRequest): readonly string[] {
  return [
    ...['template', `--namespace=${request.namespace}`, '--values=-', `--kube-version=${request.kubeVersion}`],
    ...request.apiVersions.map((version) => `--api-versions=${version}`),
    ...(request.includeCrds ? ['--include-crds'] : []),
    ...(request.includeTests ? [] : ['--skip-tests']),
    ...(request.skipSchemaValidation ? ['--skip-schema-validation'] : []),
    ...['--', request.releaseName, request.chart.path],
  ];
}

/** Without where the chart is on this machine, and advice that is for another command line. */
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
