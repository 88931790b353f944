import { fluxKeys, type Kustomization } from '@sovereign-fleet/flux';
import { isJsonMap } from '@sovereign-fleet/domain';
import { isSecret } from '../secrets/secret-kind';
import type { KubernetesObject } from '../contract/rendered';
import { isEncrypted } from '../objects/encrypted';
import { hasMark } from './mark';
import type { ToldProblem } from '../contract/api-server';
import { namespaceOf } from '../objects/namespace-of';

/** Whether kustomize-controller decrypts an object before it applies it (decryptor.go: DecryptResource). */
export function isDecrypted(object: KubernetesObject, decryption: Kustomization['spec']['decryption']): boolean {
  if (decryption?.provider !== 'sops' || isLeftEncrypted(object)) return false;
  const { sops } = object;
  if (sops === undefined) return isSecret(object) && isEncrypted(object); // made of an encrypted file
  return isJsonMap(sops) && typeof sops['mac'] === 'string' && sops['mac'] !== '';
}

/**
 * Why kustomize-controller refuses a Secret that it has not decrypted, and with it the whole Kustomization
 * (kustomization_controller.go: apply). Takes the object as it is sent, so one that lost its `sops` is not refused.
 */
export function encryptionRefusal(
  object: KubernetesObject,
  decryption: Kustomization['spec']['decryption'],
): ToldProblem | undefined {
  if (!isSecret(object) || object['sops'] === undefined || isDecrypted(object, decryption)) return undefined;
  if (isLeftEncrypted(object)) return undefined;
  const namespace = namespaceOf(object);
  const id = `Secret/${namespace === '' ? '' : `${namespace}/`}${object.metadata.name}`;
  const problem = `${id} is SOPS encrypted, configuring decryption is required for this secret to be reconciled`;
  const remedy =
    decryption === undefined
      ? 'Add spec.decryption to its Kustomization; until then Flux applies nothing of it'
      : 'Encrypt it anew with SOPS, which writes sops.mac';
  return { kind: 'failed', field: 'sops', problem, remedy };
}

function isLeftEncrypted(object: KubernetesObject): boolean {
  return hasMark(object, { key: fluxKeys.decrypt, value: 'disabled' }, ['annotations']);
}
