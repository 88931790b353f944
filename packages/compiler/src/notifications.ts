import { kitFolderName, ownSlotsName, readyName, statusContext, webAddress } from '@sovereign-fleet/domain';
import { alert, commitStatusProvider, template } from '@sovereign-fleet/flux';
import type { ResolvedRegion, Topology } from './topology';

/** Beside the region's sync. */
export const notificationsFile = 'notifications.yaml';

/** The Provider and the Alert, and the Secret with the token. */
export const statusName = 'fleet-status';

/**
 * Has Flux say on each commit how the region is, with a context of its own for each Kustomization: a usual context
 * names no cluster, so that one region would overwrite what another says (notification-controller, Provider,
 * `commitStatusExpr`).
 */
export function printedNotifications(
  { key }: Pick<ResolvedRegion, 'key'>,
  { fqdn, repository }: Pick<Topology, 'fqdn' | 'repository'>,
  hasOwnSlots: boolean,
): string {
  const printed = hasOwnSlots ? withOwnSlots : withKitAlone;
  return printed({
    address: webAddress(repository),
    context: `'${statusContext(fqdn, key)}/' + event.involvedObject.name`,
  });
}

const withKitAlone = printTemplate([kitFolderName]);
const withOwnSlots = printTemplate([kitFolderName, ownSlotsName]);

/**
 * Custom resources are not among them: they are refused until what brings their kinds runs, and tried again. Fewer
 * contexts are also fewer requests, for whoever reads the statuses of a commit that all regions have applied.
 */
function printTemplate(parts: readonly string[]) {
  return template<'address' | 'context'>((place) => [
    commitStatusProvider(statusName, {
      type: 'github',
      address: place('address'),
      commitStatusExpr: place('context'),
      secretRef: { name: statusName },
    }),
    alert(statusName, {
      eventSources: [...parts, readyName].map((name) => ({ kind: 'Kustomization', name })),
      providerRef: { name: statusName },
    }),
  ]);
}
