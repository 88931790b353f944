import { unsteadyText } from '../contract/unsteady';
import { fingerprintPattern } from '../secrets/sealed-marks';

const hidden = new RegExp(fingerprintPattern);

/** Stands for a text that comes later. */
export const unknownText = 'ENC[';

/** Whether a text stands for another one that is not known here: a fingerprint of a Secret, or what SOPS encrypted. */
export function isHidden(value: unknown): boolean {
  return typeof value === 'string' && (value.startsWith(unknownText) || value === unsteadyText || hidden.test(value));
}
