import { allowedParticiples } from './limits';

/** Participles that do not end in "ed". */
const irregular =
  /^(begun|bound|built|drawn|found|given|held|hidden|kept|known|left|made|said|seen|sent|shown|taken|told|written)$/i;

/** Whether a function is named by a participle alone, as `given` or `placed`, and not for a reason. */
export function isBareParticiple(name: string, allowed = allowedParticiples): boolean {
  if (Object.hasOwn(allowed, name)) return false;
  return irregular.test(name) || (/^[a-z]+ed$/.test(name) && !/(eed|need)$/.test(name));
}
