import { networkSlot, slotLabel } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { ChangedObject, ChangeUnderReview } from '../contract/change';
import { applierTitle, asApplier } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';
import { valueAt } from '../objects/walk';
import { hasVolume } from './volumes';

export const keptRelease: ChangeRule = {
  id: 'kept-release',
  severity: 'warning',
  title: 'A release keeps its name, its namespaces and its chart',
  fault: { one: 'release is uninstalled', many: 'releases are uninstalled', counts: 'findings' },
  why: 'Flux uninstalls the release and installs another: what it made is deleted, with its data.',
  per: 'change',
  check: (change) =>
    change.changed.flatMap((one) => {
      const losesData = change.before.objects.some((object) => hasVolume(object) && isMadeBy(object, one.before));
      return [...breachesOfSpec(one), ...breachOfChart(one, change)].map((breach) => ({ ...breach, losesData }));
    }),
};

const fields = ['releaseName', 'targetNamespace', 'storageNamespace'] as const;

/** What the uninstallation takes away, as the end of a sentence, and what to do instead. */
interface Loss {
  readonly ends: string;
  readonly remedy: string;
}

const ofData: Loss = { ends: '', remedy: 'Leave it as it is, or move the data first and say so in the change' };

const ofNetwork: Loss = {
  ends: '; nodes have no network meanwhile, and Flux needs one to install it',
  remedy: 'Leave it as it is: a cluster keeps what its network was installed with',
};

function lossOf({ object: { metadata } }: RenderedObject): Loss {
  return metadata.labels?.[slotLabel] === networkSlot ? ofNetwork : ofData;
}

function isMadeBy({ appliedBy }: RenderedObject, release: RenderedObject): boolean {
  const own = asApplier(release);
  return own !== undefined && applierTitle(own) === applierTitle(appliedBy);
}

/** The defaults are those of helm-controller (v2: GetReleaseName, GetReleaseNamespace, GetStorageNamespace). */
function breachesOfSpec({ before, after }: ChangedObject): readonly Breach[] {
  if (asApplier(after)?.kind !== 'HelmRelease') return [];
  const { ends, remedy } = lossOf(before);
  return fields.flatMap((field) => {
    const [was, is] = [valueOf(before, field), valueOf(after, field)];
    if (was === is) return [];
    const problem = `it changes from ${was} to ${is}, so the release is uninstalled and installed anew${ends}`;
    return [{ at: after, field: `spec.${field}`, problem, remedy }];
  });
}

function valueOf({ object, namespace }: RenderedObject, field: (typeof fields)[number]): string {
  const said = valueAt(object, 'spec', field);
  if (typeof said === 'string' && said !== '') return said;
  if (field !== 'releaseName') return namespace;
  const target = valueAt(object, 'spec', 'targetNamespace');
  return typeof target === 'string' && target !== '' ? `${target}-${object.metadata.name}` : object.metadata.name;
}

function breachOfChart({ after }: ChangedObject, change: ChangeUnderReview): readonly Breach[] {
  const applier = asApplier(after);
  if (applier?.kind !== 'HelmRelease') return [];
  const [was, is] = [change.before, change.after].map(
    ({ releases }) =>
      releases.find((one) => applierTitle({ kind: 'HelmRelease', ...one }) === applierTitle(applier))?.chart.name,
  );
  if (was === undefined || is === undefined || was === is) return [];
  const { ends, remedy } = lossOf(after);
  const problem = `its chart changes from ${was} to ${is}, so the release is uninstalled and installed anew${ends}`;
  return [{ at: after, problem, remedy }];
}
