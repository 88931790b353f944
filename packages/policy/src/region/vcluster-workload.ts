import type { RenderedObject } from '@sovereign-fleet/renderer';
import { valueAt } from '../objects/walk';

/** Charts of vcluster label each control plane `app: vcluster`. Its etcd, where it has one, is `app: vcluster-etcd`. */
export function isVcluster({ object }: RenderedObject): boolean {
  if (object.kind !== 'StatefulSet' && object.kind !== 'Deployment') return false;
  const labels = [object.metadata.labels?.['app'], valueAt(object, 'spec', 'template', 'metadata', 'labels', 'app')];
  return labels.includes('vcluster');
}
