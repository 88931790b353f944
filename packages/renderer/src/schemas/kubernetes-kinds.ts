import { groupOf } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '../contract/rendered';
import { checkKubernetesObject, codeIn, type TableOf } from './check-typed';
import { notServed } from './served-kinds';
import type { KubernetesTable, TypeCode } from '../contract/server-tables';
import type { Violation } from './violation';

type KubernetesKind = { readonly type: TypeCode; readonly of: TableOf } | { readonly refused: Violation };

export interface KubernetesKinds {
  /** A kind of Kubernetes' own groups; undefined of others. */
  readonly find: (apiVersion: string, kind: string) => KubernetesKind | undefined;
  readonly checkMetadata: (object: KubernetesObject) => readonly Violation[];
}

/** A group that Kubernetes had, and has no longer. */
const goneGroups = ['extensions'];

interface Version {
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
}

/**
 * The kinds of a Kubernetes; of the nearest that the table has. Alpha and beta versions are off from birth (Kubernetes
 * 1.24), so they count where the record says that they are served.
 */
export function kubernetesKindsOf(table: KubernetesTable, { kubeVersion, apiVersions }: Version): KubernetesKinds {
  const wanted = Number(kubeVersion.replace(/^v/, '').split('.')[1]);
  const minor = Math.min(Math.max(wanted, table.minors[0] ?? 0), table.minors.at(-1) ?? 0);
  const of = { table, minor };
  const groups = groupsOf(table);
  const isServed = (apiVersion: string): boolean =>
    !/\/v\d+(alpha|beta)\d+$/.test(apiVersion) || apiVersions.some((one) => isOrHas(one, apiVersion));
  const find = (apiVersion: string, kind: string): KubernetesKind | undefined => {
    const type = codeIn(table.kinds[`${apiVersion}/${kind}`], minor);
    if (type !== undefined && isServed(apiVersion)) return { type, of };
    const group = groupOf(apiVersion);
    if (!groups.has(group) || apiVersions.some((one) => isOrHas(one, apiVersion))) return undefined;
    const instead = Object.keys(table.kinds).filter((key) => {
      const isSame = key.endsWith(`/${kind}`) && codeIn(table.kinds[key], minor) !== undefined;
      return isSame && isServed(key.slice(0, -kind.length - 1));
    });
    return {
      refused: notServed(
        apiVersion,
        kind,
        instead.map((key) => key.slice(0, -kind.length - 1)),
      ),
    };
  };
  const checkMetadata = ({ metadata }: KubernetesObject): readonly Violation[] =>
    checkKubernetesObject(metadata, 'meta.v1.ObjectMeta', of).map((one) => ({
      ...one,
      path: ['metadata', ...one.path],
    }));
  return { find, checkMetadata };
}

/** Kubernetes' own groups, worked out once for a table. */
function groupsOf(table: KubernetesTable): ReadonlySet<string> {
  const groups = ownGroups.get(table) ?? new Set([...Object.keys(table.kinds).map(groupOfKind), ...goneGroups]);
  ownGroups.set(table, groups);
  return groups;
}

const ownGroups = new WeakMap<KubernetesTable, ReadonlySet<string>>();

/** Whether what the record says, `a/v1` or `a/v1/Kind`, is this API version or a kind of it. */
function isOrHas(said: string, apiVersion: string): boolean {
  return said === apiVersion || said.startsWith(`${apiVersion}/`);
}

/** `apps` of `apps/v1/Deployment`, and nothing of `v1/Pod`. */
function groupOfKind(key: string): string {
  return groupOf(key.split('/').slice(0, -1).join('/'));
}
