import { isJsonList, isJsonMap, type Json, type JsonMap } from './json';

const iv = '[A-Za-z0-9+/]{43}=';
const tag = '[A-Za-z0-9+/]{22}==';
const sopsValue = new RegExp(
  `^ENC\\[AES256_GCM,data:[A-Za-z0-9+/]+={0,2},iv:${iv},tag:${tag},type:(str|int|float|bool|bytes|comment)\\]$`,
);

/** Whether SOPS wrote this in place of a value (getsops/sops: aes/cipher.go): 32 bytes of nonce, 16 of tag. */
export function isSopsValue(text: string): boolean {
  return sopsValue.test(text);
}

/**
 * The kinds of keys that SOPS encrypts for, and the key of a Secret in which kustomize-controller finds what decrypts
 * (kustomize-controller: decryptor.go, ImportKeys).
 */
const keysByGroup: Readonly<Record<string, string>> = {
  age: 'age.agekey',
  pgp: 'sops.asc',
  kms: 'sops.aws-kms',
  gcp_kms: 'sops.gcp-kms',
  azure_kv: 'sops.azure-kv',
  hc_vault: 'sops.vault-token',
};

const keyGroups = [...Object.keys(keysByGroup), 'hckms', 'key_groups'];

/** What SOPS writes beside the values (getsops/sops: stores.Metadata), without which it decrypts nothing. */
export function missingInSops(sops: Json | undefined): readonly string[] {
  const block = isJsonMap(sops) ? sops : {};
  const texts = ['mac', 'lastmodified', 'version'].filter((field) => (block[field] ?? '') === '');
  return groupsIn(block).length > 0 ? texts : [...texts, `key (${keyGroups.slice(0, 2).join(', ')} or another)`];
}

/** The keys of Flux's own Secret that decrypt a file, by what SOPS says of its recipients. */
export function decryptionKeys(sops: Json | undefined): readonly string[] {
  return isJsonMap(sops) ? groupsIn(sops).flatMap((group) => keysByGroup[group] ?? []) : [];
}

function groupsIn(block: JsonMap): readonly string[] {
  return keyGroups.filter((name) => {
    const group = block[name];
    return isJsonList(group) && group.length > 0;
  });
}
