const iv = '[A-Za-z0-9+/]{43}=';
const tag = '[A-Za-z0-9+/]{22}==';
const sopsValue = new RegExp(
  `^ENC\\[AES256_GCM,data:[A-Za-z0-9+/]+={0,2},iv:${iv},tag:${tag},type:(str|int|float|bool|bytes|comment)\\]$`,
);

/** Whether SOPS wrote this in place of a value (getsops/sops: aes/cipher.go): 32 bytes of nonce, 16 of tag. */
export function isSopsValue(text: string): boolean {
  return sopsValue.test(text);
}
