import { z } from 'zod';
import type { Issue } from '../issue/issue';

/** The Kubernetes that a tree is rendered and checked for where a record names none. */
export const defaultKubeVersion = '1.34.0';

/** A release of k3s, as it is called: `v1.34.1+k3s1`. */
export const K3sVersion = z.string().regex(/^v\d+\.\d+\.\d+\+k3s\d+$/, 'it must be a release of k3s');

export const k3sRemedy = "Write a release such as 'v1.34.1+k3s1'";

/** The Kubernetes of a release of k3s: `1.34.1` of `v1.34.1+k3s1`. */
export function kubernetesOf(k3sVersion: string): string {
  return k3sVersion.replace(/^v|\+.*$/g, '');
}

/** `1.34` of `1.34.1`. */
export function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

interface Versions {
  readonly k3sVersion?: string | undefined;
  readonly kubeVersion?: string | undefined;
}

/**
 * The Kubernetes of a cluster: that of the k3s of its region, else of its Sovereign, else what the record names.
 * Undefined where it says nothing.
 */
export function kubeVersionOf(said: Versions, region?: Pick<Versions, 'k3sVersion'>): string | undefined {
  const k3s = region?.k3sVersion ?? said.k3sVersion;
  return k3s === undefined ? said.kubeVersion : kubernetesOf(k3s);
}

/** A Kubernetes beside a k3s that has another one inside. */
export function issuesOfVersions({ k3sVersion, kubeVersion }: Versions, file: string): readonly Issue[] {
  if (k3sVersion === undefined || kubeVersion === undefined) return [];
  if (minorOf(kubernetesOf(k3sVersion)) === minorOf(kubeVersion)) return [];
  const problem = `k3s ${k3sVersion} is Kubernetes ${kubernetesOf(k3sVersion)}`;
  const remedy = 'Leave it out: it follows from k3sVersion';
  return [{ file, field: 'kubeVersion', value: kubeVersion, code: 'contradiction', problem, remedy }];
}
