import { type Issue, kubernetesOf, minorOf, namesRegionRole, nodeLabel, type Sovereign } from '@sovereign-fleet/domain';
import type { DeliveredKey, Input } from './inputs';
import { comparedK3s } from './node-config';

/** What Phase 0 needs of the record as a whole. */
export function issuesOfRecord(sovereign: Sovereign): readonly Issue[] {
  const { source: file, cloudInit, fluxVersion, k3sVersion } = sovereign;
  if (cloudInit === undefined) {
    const problem = 'nothing says what its servers are made with';
    const remedy =
      "Write { helmVersion: '3.19.0', sha256: { k3s: '…', helm: '…', flux: '…' } }, with the digests of what these " +
      'versions are downloaded as';
    return [{ file, field: 'cloudInit', value: undefined, code: 'missing', problem, remedy }];
  }
  return [...issuesOfFlux(), ...issuesOfK3s(), ...issuesOfPools(sovereign)];

  function issuesOfFlux(): readonly Issue[] {
    if (fluxVersion !== undefined) return [];
    const problem = 'Phase 0 installs one version of Flux, and its digest is that of one version';
    const remedy = "Write the version whose install.yaml has cloudInit.sha256.flux, such as '2.8.1'";
    return [{ file, field: 'fluxVersion', value: undefined, code: 'missing', problem, remedy }];
  }

  function issuesOfK3s(): readonly Issue[] {
    if (k3sVersion !== undefined) return [];
    const problem = 'Phase 0 installs one version of k3s, and its digest is that of one version';
    const remedy = "Write the release whose k3s has cloudInit.sha256.k3s, such as 'v1.34.1+k3s1'";
    return [{ file, field: 'k3sVersion', value: undefined, code: 'missing', problem, remedy }];
  }
}

/** What a person is told of a k3s whose own list of flags ours were never compared with. */
export function warningsOfK3s(k3sVersion: string): readonly string[] {
  if (minorOf(kubernetesOf(k3sVersion)) === comparedK3s) return [];
  return [
    `k3s ${k3sVersion} is not ${comparedK3s}, whose flags are known here; it leaves out what it does not know: look ` +
      'for "Unknown flag" in "journalctl --unit=k3s" of a node',
  ];
}

/** Why a label is none of a pool. */
function decidedElsewhere(label: string): string | undefined {
  if (label === nodeLabel) return 'every node has it, with the canonical label of its region';
  return namesRegionRole(label) ? 'Git decides the role of a region, and a promotion changes no node' : undefined;
}

function issuesOfPools({ source: file, cloudInit }: Sovereign): readonly Issue[] {
  return Object.entries(cloudInit?.pools ?? {}).flatMap(([pool, { labels = {} }]) =>
    Object.entries(labels).flatMap(([name, value]): readonly Issue[] => {
      const problem = decidedElsewhere(name);
      const field = `cloudInit.pools.${pool}.labels["${name}"]`;
      return problem === undefined ? [] : [{ file, field, value, code: 'reserved', problem, remedy: 'Remove it' }];
    }),
  );
}

/** Keys whose inputs would have one name. */
export function issuesOfInputs(delivered: readonly DeliveredKey[], others: readonly Input[], file: string) {
  const owners = new Map(others.map(({ name }) => [name, 'Phase 0 itself']));
  return delivered.flatMap((one): readonly Issue[] => {
    const { kind, namespace, object, row, key, input } = one;
    const owner = owners.get(input.name);
    owners.set(input.name, owner ?? `key ${key} of ${kind} ${namespace}/${object}`);
    if (owner === undefined) return [];
    const field = `${kind === 'Secret' ? 'secrets' : 'configMaps'}["${row}"].keys`;
    const problem = `its input would be ${input.name}, which ${owner} has`;
    return [{ file, field, value: key, code: 'taken', problem, remedy: 'Give the object or its key another name' }];
  });
}
