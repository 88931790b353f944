// For tests: what an API server would say of objects.
import type { JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject, RenderedObject } from '../contract/rendered';
import { serverTables } from '../schemas/node';
import { checkedServer, type Server } from '../schemas/object-check';
import { serverRefusals } from '../schemas/server-refusals';

/** An object of `apiVersion/Kind`, named a in the namespace apps. */
export function objectOf(type: string, fields: JsonMap = {}, metadata: JsonMap = {}): KubernetesObject {
  const at = type.lastIndexOf('/');
  const [apiVersion, kind] = [type.slice(0, at), type.slice(at + 1)];
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'apps', ...metadata }, ...fields };
}

type Given = Partial<Pick<RenderedObject, 'appliedBy' | 'cluster'>> & Partial<Server>;

/** What is said of the objects, a line each: kind of problem, field, problem, remedy. */
export async function refusalLines(
  objects: readonly KubernetesObject[],
  given: Given = {},
): Promise<readonly string[]> {
  const kustomization = { kind: 'Kustomization', namespace: 'flux-system', name: 'apps' } as const;
  const { appliedBy = kustomization, cluster, ...server } = given;
  const elsewhere = cluster === undefined ? {} : { cluster };
  const rendered = objects.map((object) => ({ appliedBy, namespace: 'apps', object, ...elsewhere }));
  const about = { kubeVersion: '1.34.0', apiVersions: [], fluxVersion: '2.9.1', tables: serverTables(), ...server };
  const problems = await serverRefusals(rendered, checkedServer(about));
  return problems.map(({ kind, field, problem, remedy }) => `${kind} ${field}: ${problem}. ${remedy}.`);
}
