import type { Issue } from '../issue/issue';
import type { BootstrapKit } from '../kit/checked-kit';
import { issuesOfObjects } from '../kit/kit-objects';
import type { Slot } from '../slot/slot';
import { identityOf, identityText } from '../slot/slot-object';
import type { WrittenObject } from '../sovereign/written-object';

interface OwnObjects {
  readonly written: readonly WrittenObject[];
  /** The slots of the kit that are left out, by name. */
  readonly without: readonly string[];
}

/** The same as of objects of a kit, and that the kit has none of them. */
export function issuesOfOwnObjects(
  { written, without }: OwnObjects,
  kit: BootstrapKit,
  base: BootstrapKit,
): readonly Issue[] {
  const taken = new Set(
    Object.entries(base.objects).flatMap(([slot, objects]) =>
      without.includes(slot) ? [] : objects.map(identityText),
    ),
  );
  return [
    ...issuesOfObjects(written, kit, ownSlots(kit, base)),
    ...written.flatMap((one) => issuesOfTaken(one, taken)),
  ];
}

function ownSlots(kit: BootstrapKit, base: BootstrapKit): readonly Slot[] {
  return kit.slots.filter((slot) => !base.slots.includes(slot));
}

function issuesOfTaken({ file, value }: WrittenObject, taken: ReadonlySet<string>): readonly Issue[] {
  const identity = identityOf(value);
  const text = identity === undefined ? '' : identityText(identity);
  if (!taken.has(text)) return [];
  const problem = 'the kit has this object too';
  return [{ file, field: 'object', value: text, code: 'taken', problem, remedy: 'Give it another name' }];
}
