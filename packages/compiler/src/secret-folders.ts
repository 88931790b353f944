import {
  decryptionSecret,
  regionSecretsFolder,
  type SecretFile,
  secretsFolder,
  secretsFolderName,
  treePath,
  type TreePath,
} from '@sovereign-fleet/domain';
import { fluxNamespace, kustomization, kustomizationFile, printManifests } from '@sovereign-fleet/flux';
import type { ResolvedRegion, Topology } from './topology';

type File = readonly [path: TreePath, content: string];

/** The file of a region that holds its Kustomizations with `decryption`. */
export const secretsFile = `${secretsFolderName}.yaml`;

/** The encrypted files that all regions of a Sovereign have, a folder for each namespace. */
export function sharedSecretFiles({ fqdn, secretFiles }: Topology): readonly File[] {
  const shared = secretFiles.filter(({ region }) => region === undefined);
  return namespacesOf(shared).flatMap((namespace) => {
    const own = shared.filter((file) => file.namespace === namespace);
    return printFolder(secretsFolder(fqdn, namespace), own, []);
  });
}

/** Those of one region, with the ones that it has from all regions. */
export function ownSecretFiles({ key }: ResolvedRegion, { fqdn, secretFiles }: Topology): readonly File[] {
  const own = secretFiles.filter(({ region }) => region === key);
  return namespacesOf(own).flatMap((namespace) => {
    const isHere = (file: SecretFile) => file.namespace === namespace;
    const hasShared = secretFiles.some((file) => file.region === undefined && isHere(file));
    const shared = hasShared ? [`../../../${secretsFolderName}/${namespace}`] : [];
    return printFolder(regionSecretsFolder(fqdn, key, namespace), own.filter(isHere), shared);
  });
}

export function hasSecrets({ key }: ResolvedRegion, { secretFiles }: Topology): boolean {
  return secretFiles.some(({ region }) => region === undefined || region === key);
}

/**
 * A Kustomization for each namespace, since Flux tries all Secrets of one before it applies any: those of a namespace
 * that is not made yet keep no others away. Nothing is substituted in what Flux decrypts. They wait for nothing, and
 * nothing waits for them: a HelmRelease that reads a Secret tries again until it is there.
 */
export function printedSecretKustomizations({ key }: ResolvedRegion, { fqdn, kit, secretFiles }: Topology): string {
  const here = secretFiles.filter(({ region }) => region === undefined || region === key);
  const decryption = { provider: 'sops', secretRef: { name: decryptionSecret(kit) } } as const;
  const kustomizations = namespacesOf(here).map((namespace) => {
    const hasOwn = here.some((file) => file.region === key && file.namespace === namespace);
    const path = hasOwn ? regionSecretsFolder(fqdn, key, namespace) : secretsFolder(fqdn, namespace);
    return kustomization(`${secretsFolderName}-${namespace}`, {
      decryption,
      interval: '10m',
      path: `./${path}`,
      prune: true,
      retryInterval: '1m',
      sourceRef: { kind: 'GitRepository', name: fluxNamespace },
      timeout: '5m',
      wait: false,
    });
  });
  return printManifests(kustomizations);
}

function namespacesOf(files: readonly SecretFile[]): readonly string[] {
  return [...new Set(files.map(({ namespace }) => namespace))].sort();
}

/** The files of a folder byte for byte, and what kustomize builds them by; in the order of their paths. */
function printFolder(folder: string, files: readonly SecretFile[], shared: readonly string[]): readonly File[] {
  const names = files.map(({ name }) => name);
  const kustomize = printManifests([kustomizationFile({ resources: [...shared, ...names] })]);
  const all = [...files.map(({ name, text }) => [name, text] as const), ['kustomization.yaml', kustomize] as const];
  return all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]): File => [treePath(folder, name), text]);
}
