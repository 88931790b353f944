import type { HelmRelease } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { allAsked, apisAskedIn, type AskedApis, asksNothing } from '../cluster/asked-apis';
import { type ClusterApis, toldApis } from '../cluster/cluster-apis';
import { apisOfCrd } from '../cluster/crd-apis';
import { crdsOfChart } from './chart-crds';
import type { MergedValues } from './merged-values';
import { postRender } from './post-render';
import { revisionRefusals } from './revision-labels';
import { type Refusal, refusalOf } from './refusal';
import type { Installed } from './release-result';
import { unknownHooks } from './unknown-hooks';
import { unsteadyFields } from './unsteady-fields';
import { valuesText } from './values-text';
import { wholeNumbers } from './whole-numbers';
import type { Outcome } from '../contract/failure';
import type { Chart, Redaction, TemplatedObjects, TemplateRequest, Tools } from '../contract/ports';

/** A release with all that decides what is installed. */
export interface Install {
  readonly release: HelmRelease;
  readonly chart: Chart;
  readonly values: Extract<MergedValues, { readonly ok: true }>;
  /** Such as `1.34.0`. */
  readonly kubeVersion: string;
  readonly apis: ClusterApis;
  readonly fluxVersion: string | undefined;
  readonly tools: Pick<Tools, 'build' | 'template'>;
}

/** What the templates and the values of a release ask the cluster for. */
export function askedBy({ chart, values }: Pick<Install, 'chart' | 'values'>): AskedApis {
  return allAsked([chart.texts.asked, apisAskedIn(printJson(values.values))]);
}

/** The objects of a release, through its postRenderers; those of `crds/` by themselves. */
export async function installRelease(install: Install, redaction: Redaction | 'none'): Promise<Installed | Refusal> {
  const { release, chart, fluxVersion, tools } = install;
  const templated = await templateChart(install, redaction);
  if (!templated.ok) return refusalOf('spec', templated.reason, templated.remedy ?? 'Mend the values or the chart');
  const { crds, doubts } = crdsOfChart(templated.value.crds, { chart, fluxVersion });
  const outcome = await postRender({ ...templated.value, crds }, release, { build: tools.build, fluxVersion });
  if (!outcome.ok) return refusalOf('spec.postRenderers', outcome.reason, outcome.remedy ?? 'Mend them or the chart');
  const [refused] = revisionRefusals(outcome.value.objects, chart);
  const { doubts: ofPatches } = outcome.value;
  const ofHooks = unknownHooks(templated.value, release);
  return (
    refused ?? { ...outcome.value, doubts: [...doubts, ...ofPatches, ...ofHooks, ...unsteadyFields(outcome.value)] }
  );
}

/**
 * helm-controller applies the CustomResourceDefinitions of `crds/` before it renders the templates, so a chart that
 * asks for one of them finds it. Which of its subcharts are on, and with them their `crds/`, Helm says.
 */
async function templateChart(install: Install, redaction: Redaction | 'none'): Promise<Outcome<TemplatedObjects>> {
  const { chart, tools, apis } = install;
  const asked = askedBy(install);
  const request = requestOf(install, asked, redaction);
  const all = await tools.template(request);
  if (!all.ok || asksNothing(asked) || !request.includeCrds || !chart.texts.hasCrds) return all;
  const own = all.value.crds.flatMap(apisOfCrd);
  const again = requestOf({ ...install, apis: new Set([...apis, ...own]) }, asked, redaction);
  return again.apiVersions.length === request.apiVersions.length ? all : tools.template(again);
}

function requestOf(
  { release, chart, values, apis, kubeVersion }: Install,
  asked: AskedApis,
  redaction: Redaction | 'none',
): TemplateRequest {
  const { releaseName, targetNamespace, spec } = release;
  const { apiVersions, onlyThese } = toldApis(asked, apis);
  return {
    chart,
    releaseName,
    namespace: targetNamespace,
    values: valuesText(values.values),
    wholeNumbers: wholeNumbers(values.values),
    includeCrds: spec.install.crds !== 'Skip',
    skipSchemaValidation: spec.install.disableSchemaValidation,
    kubeVersion,
    apiVersions,
    onlyTheseApis: onlyThese,
    redaction,
  };
}
