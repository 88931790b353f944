import type { Installation } from '@sovereign-fleet/compiler';
import type { Issue, Network, Region, Slot } from '@sovereign-fleet/domain';
import { parse } from 'yaml';
import { type Agreed, type Agreement, agreements, ciliumDefaults } from './network-agreements';
import type { Replacement } from './node-config';

interface InstalledSlot {
  readonly slot: Slot;
  readonly installation: Installation;
  /** The file of the kit. */
  readonly source: string;
  readonly replaced: readonly Replacement[];
  /** The name of the Sovereign. */
  readonly sovereign: string;
}

/** What keeps the HelmRelease of slot 01 from taking over what Helm installed on the node. */
export function issuesOfAdoption({ slot, installation, source }: InstalledSlot): readonly Issue[] {
  const { namespace, storage } = installation;
  const inputs = slot.inputs ?? [];
  const ofStorage: Issue = {
    file: source,
    field: `${slot.name}.installs.storage`,
    value: slot.installs?.storage,
    code: 'contradiction',
    problem:
      `Helm on the node keeps the release in "${namespace}" and Flux looks for it in "${storage}", so Flux ` +
      'would install over it, and take the network away when that fails',
    remedy:
      `Write installs: { storage: '${namespace}' } before the first cluster of the kit runs; clusters that run ` +
      'without it keep what they have, and are not made by Phase 0',
  };
  const ofInputs = inputs.map(({ kind, name }, index): Issue => {
    return {
      file: source,
      field: `${slot.name}.inputs[${index}]`,
      value: name,
      code: 'contradiction',
      problem: `Helm on the node has no ${kind} to read, so its values would not be those of Flux`,
      remedy: 'Write the values into the row, or take them from a parameter',
    };
  });
  return [...(storage === namespace ? [] : [ofStorage]), ...ofInputs];
}

/** Flags of k3s that the values of slot 01 contradict. */
export function issuesOfFlags(installed: InstalledSlot, region: Region, { pods }: Network): readonly Issue[] {
  const { installation, replaced } = installed;
  const values: unknown = parse(installation.values);
  const isCilium = installation.chart.name === 'cilium';
  // A wrapper has the values of Cilium below its name, and defaults of its own.
  return (isCilium ? [''] : ['', 'cilium.']).flatMap((prefix) => {
    const agreed: Agreed = {
      pods,
      replaced,
      valueAt: (path) => valueAt(values, `${prefix}${path}`) ?? (isCilium ? ciliumDefaults[path] : undefined),
    };
    const broken = agreements.filter(({ path, isRight }) => {
      const value = agreed.valueAt(path);
      return value !== undefined && !isRight(value, agreed);
    });
    return broken.map((agreement) => {
      const path = `${prefix}${agreement.path}`;
      return issueOf(agreement, { path, value: valueAt(values, path), agreed, installed, region });
    });
  });
}

interface BrokenAgreement {
  readonly path: string;
  /** What the values say, where they say anything. */
  readonly value: unknown;
  readonly agreed: Agreed;
  readonly installed: InstalledSlot;
  readonly region: Region;
}

function issueOf({ k3s, remedy, path: known }: Agreement, broken: BrokenAgreement): Issue {
  const { path, value, agreed, installed, region } = broken;
  const { slot, source, sovereign } = installed;
  const command = `npx nx run ${sovereign}:explain --slot=${slot.name} --region=${region.key} --path=${path}`;
  const advice = typeof remedy === 'string' ? remedy : remedy(agreed);
  const isOfRow = value === undefined || JSON.stringify(valueAt(slot.values, path)) === JSON.stringify(value);
  const ofChart = value === undefined ? `the chart has ${JSON.stringify(agreed.valueAt(known))} there, and ` : '';
  return {
    file: source,
    field: `${slot.name}.values.${path}`,
    value,
    code: 'contradiction',
    problem: `${ofChart}k3s of ${region.key} ${typeof k3s === 'string' ? k3s : k3s(agreed)}`,
    remedy: isOfRow ? advice : `${advice}; "${command}" says who wrote it`,
  };
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, key) => {
    return typeof found === 'object' && found !== null && Object.hasOwn(found, key)
      ? (found as Readonly<Record<string, unknown>>)[key] // an own key
      : undefined;
  }, value);
}
