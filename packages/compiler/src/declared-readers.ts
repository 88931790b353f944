import type { BootstrapKit } from '@sovereign-fleet/domain';
import type { ResolvedRegion, ResolvedSlot } from './topology';

type DeliveredKind = 'Secret' | 'ConfigMap';

/** What reads an object that the kit declares, in one region. */
export interface DeclaredReader {
  /** `bp-dns`, or `source jetstack`. */
  readonly name: string;
  /** Whether Flux goes on without the object, as it does with a release that is suspended from birth. */
  readonly isOptional: boolean;
}

interface Declared {
  readonly kind: DeliveredKind;
  /** The key of its row. */
  readonly reference: string;
}

/** The sources and slots that read an object in a region, in the order of the kit. */
export function declaredReaders(
  { kind, reference }: Declared,
  { slots }: ResolvedRegion,
  kit: BootstrapKit,
): readonly DeclaredReader[] {
  const there = slots.filter(({ state }) => state !== 'absent');
  const ofSources = kind === 'Secret' ? sourcesThatRead(reference, there, kit) : [];
  const ofSlots = there.flatMap(({ slot, state }): readonly DeclaredReader[] => {
    const inputs = (slot.inputs ?? []).filter((input) => input.kind === kind && input.name === reference);
    const isOptional = state === 'suspended' || inputs.every(({ optional }) => optional === true);
    return inputs.length === 0 ? [] : [{ name: slot.name, isOptional }];
  });
  return [...ofSources, ...ofSlots];
}

/** The sources with these credentials of which a slot has its chart. */
function sourcesThatRead(
  reference: string,
  slots: readonly ResolvedSlot[],
  { sources }: BootstrapKit,
): readonly DeclaredReader[] {
  const [first] = Object.keys(sources);
  const used = new Set(slots.map(({ slot }) => slot.chart.source ?? first));
  return Object.entries(sources)
    .filter(([name, source]) => source.secret === reference && used.has(name))
    .map(([name]) => ({ name: `source ${name}`, isOptional: false }));
}
