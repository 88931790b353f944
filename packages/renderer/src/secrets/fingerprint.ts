import { base64 } from './base64';

/** A keyed hash: equal for equal texts, and it does not tell what the text was. */
export type Fingerprint = (text: string) => string;

/** The pattern of a fingerprint in a text. */
export const fingerprintPattern = 'hmac-sha256:[0-9a-f]{16,64}';

/** The fingerprint of a text. The same text in the `data` of a Secret has the same fingerprint. */
export function fingerprintOf(text: string, fingerprint: Fingerprint): string {
  return fingerprint(base64(text));
}
