import { isJsonMap, isSopsValue } from '@sovereign-fleet/domain';
import type { JsonObject } from '@sovereign-fleet/go-text';

/** Whether only Flux knows what an object holds: SOPS encrypted it, or the file that its values are made of. */
export function isEncrypted({ sops, data }: JsonObject): boolean {
  if (sops !== undefined) return true;
  return isJsonMap(data) && Object.values(data).some((value) => typeof value === 'string' && isSopsValue(value));
}
