import { readWhateverItIs, type Result, resultOf } from '../issue/result';
import type { BootstrapKit } from '../kit/checked-kit';
import { objectsBySlot } from '../kit/kit-objects';
import { issuesOfKit, kitOf } from './kit-of';
import type { Sovereign } from '../sovereign/sovereign';
import { issuesOfOwnObjects } from './own-objects';
import { issuesOfOwnParts, makersIn } from './own-part-issues';
import { type OwnParts, readOwnParts } from './own-parts';
import { issuesOfWithout } from './without';

/** The kit of a Sovereign with what its record adds, or the Issues in that; or that the fleet has no such kit. */
export function findKit(sovereign: Sovereign, kits: readonly BootstrapKit[]): Result<BootstrapKit> {
  const issues = issuesOfKit(sovereign, kits);
  return issues.length > 0 ? { ok: false, issues } : sovereignKit(sovereign, kitOf(sovereign, kits));
}

/** The kit as one Sovereign has it: with the slots, sources and Secrets of its record, checked like those of a kit. */
function sovereignKit(sovereign: Sovereign, base: BootstrapKit): Result<BootstrapKit> {
  const leftOut = issuesOfWithout(sovereign, base);
  if (!hasOwnParts(sovereign)) return resultOf(leftOut, () => base);
  return readWhateverItIs(sovereign.source, () => {
    const parts = readOwnParts(sovereign, base);
    if (!parts.ok) return { ok: false, issues: [...leftOut, ...parts.issues] };
    const kit = addParts(base, parts.value, sovereign);
    const { objects: written, without = [] } = sovereign;
    const among = { ...kit, slots: makersIn(kit, without) };
    const ofObjects = issuesOfOwnObjects({ written, without }, among, base);
    return resultOf([...leftOut, ...issuesOfOwnParts(kit, sovereign), ...ofObjects], () => kit);
  });
}

/** Most Sovereigns add nothing, and share the object of their kit with all that was worked out for it. */
function hasOwnParts({ slots = [], objects, ...parts }: Sovereign): boolean {
  const { sources = {}, secrets = {}, configMaps = {}, unfollowed = {} } = parts;
  const rows = [sources, secrets, configMaps, unfollowed].flatMap((one) => Object.keys(one));
  const { treeSources = [], standIns = [] } = parts;
  return [slots, objects, rows, treeSources, standIns].some(({ length }) => length > 0);
}

function addParts(base: BootstrapKit, own: OwnParts, { objects }: Sovereign): BootstrapKit {
  const rows = {
    ...base,
    sources: { ...base.sources, ...own.sources },
    secrets: { ...base.secrets, ...own.secrets },
    configMaps: { ...base.configMaps, ...own.configMaps },
    unfollowed: { ...base.unfollowed, ...own.unfollowed },
    treeSources: [...(base.treeSources ?? []), ...(own.treeSources ?? [])],
    standIns: [...(base.standIns ?? []), ...(own.standIns ?? [])],
    slots: [...base.slots, ...own.slots],
  };
  return { ...rows, objects: { ...base.objects, ...objectsBySlot(objects, rows) }, base };
}
