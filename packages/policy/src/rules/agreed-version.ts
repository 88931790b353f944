import { isFluxFrom } from '@sovereign-fleet/flux';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { type Breach, firstOfEach } from '../contract/finding';
import type { RegionRule, SovereignRule } from '../contract/rule';
import { installedBy } from '../objects/installed-version';

export const agreedVersion: RegionRule = {
  id: 'agreed-version',
  severity: 'warning',
  title: 'Flux and Kubernetes have the versions that the record says',
  fault: { one: 'version is not that of the record', many: 'versions are not those of the record', counts: 'findings' },
  why: 'The tree is rendered and checked for the versions of the record, and runs on those that are installed.',
  per: 'region',
  check: ({ subject, rendered }) => {
    const region = subject.regions.find(({ key }) => key === rendered.region);
    const said = { fluxVersion: subject.fluxVersion, kubeVersion: region?.kubeVersion ?? subject.kubeVersion };
    return firstOfEach(rendered.objects.flatMap((of) => breachOf(of, said)));
  },
};

interface Said {
  readonly fluxVersion?: string | undefined;
  readonly kubeVersion?: string | undefined;
}

function breachOf(of: RenderedObject, said: Said): readonly Breach[] {
  const found = of.cluster === undefined ? installedBy(of) : undefined;
  const wanted = found === undefined ? undefined : said[found.key];
  if (found === undefined || minorOf(found.version) === undefined || minorOf(found.version) === minorOf(wanted)) {
    return [];
  }
  const isK3s = found.version.includes('+k3s');
  const instead = wanted === undefined ? 'says none' : `says ${wanted}`;
  const problem = `it brings ${found.what} ${found.version}, and the record ${instead}`;
  const version = isK3s ? found.version : found.version.replace(/^v/, '').replace(/\+.*$/, '');
  const remedy = `Write ${isK3s ? 'k3sVersion' : found.key}: '${version}', or change the version`;
  return [{ at: of, field: found.field, problem, remedy }];
}

/** `2.9` of `v2.9.1`; undefined for a range such as `2.x`, whose version nobody here knows. */
function minorOf(version = ''): string | undefined {
  return /^v?(\d+\.\d+)(\.|$)/.exec(version)?.[1];
}

/** The first minor version of Kubernetes 1 that a Flux takes (flux2: kubernetesConstraints of `flux check`). */
const firstKubernetes = [
  ['2.9', 33],
  ['2.7', 32],
  ['2.6', 31],
] as const;

export const supportedKubernetes: SovereignRule = {
  id: 'supported-kubernetes',
  severity: 'warning',
  title: 'Flux supports the Kubernetes of the record',
  fault: { one: 'Sovereign has an old Kubernetes', many: 'Sovereigns have an old Kubernetes', counts: 'findings' },
  why: 'Flux is tested with newer versions of Kubernetes alone, and `flux check` refuses the cluster.',
  per: 'sovereign',
  check: ({ fluxVersion, kubeVersion = '' }) => {
    const first = firstKubernetes.find(([since]) => isFluxFrom(since, fluxVersion))?.[1];
    const minor = /^v?1\.(\d+)/.exec(kubeVersion)?.[1];
    if (first === undefined || minor === undefined || Number(minor) >= first) return [];
    const problem = `Flux ${fluxVersion ?? 'of the newest version'} asks for 1.${first} or newer`;
    return [
      { at: 'Sovereign', field: 'kubeVersion', problem, remedy: 'Upgrade Kubernetes first, or write fluxVersion' },
    ];
  },
};
