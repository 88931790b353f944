import { readWhateverItIs, type Result, resultOf } from '../issue/result';
import type { BootstrapKit } from '../kit/bootstrap-kit';
import { objectsBySlot } from '../kit/kit-objects';
import type { Sovereign } from '../sovereign/sovereign';
import { issuesOfOwnParts } from './own-part-issues';
import { type OwnParts, readOwnParts } from './own-parts';
import { issuesOfWithout } from './without';

/** The kit as one Sovereign has it: with the slots, sources and Secrets of its record, checked like those of a kit. */
export function sovereignKit(sovereign: Sovereign, base: BootstrapKit): Result<BootstrapKit> {
  const leftOut = issuesOfWithout(sovereign, base);
  if (!hasOwnParts(sovereign)) return resultOf(leftOut, () => base);
  return readWhateverItIs(sovereign.source, () => {
    const parts = readOwnParts(sovereign, base);
    if (!parts.ok) return { ok: false, issues: [...leftOut, ...parts.issues] };
    const kit = addParts(base, parts.value, sovereign);
    return resultOf([...leftOut, ...issuesOfOwnParts(kit, base, sovereign)], () => kit);
  });
}

/** Most Sovereigns add nothing, and share the object of their kit with all that was worked out for it. */
function hasOwnParts({ slots = [], objects, sources = {}, secrets = {}, configMaps = {} }: Sovereign): boolean {
  const rows = [sources, secrets, configMaps].flatMap((one) => Object.keys(one));
  return slots.length + objects.length + rows.length > 0;
}

function addParts(base: BootstrapKit, own: OwnParts, { objects }: Sovereign): BootstrapKit {
  const rows = {
    ...base,
    sources: { ...base.sources, ...own.sources },
    secrets: { ...base.secrets, ...own.secrets },
    configMaps: { ...base.configMaps, ...own.configMaps },
    slots: [...base.slots, ...own.slots],
  };
  return { ...rows, objects: { ...base.objects, ...objectsBySlot(objects, rows) }, base };
}
