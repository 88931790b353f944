import {
  type BootstrapKit,
  isSubstituted,
  releaseName,
  type Slot,
  slotLabel,
  type SlotValue,
  type SlotValues,
  vclusterRoleLabel,
} from '@sovereign-fleet/domain';
import {
  escapeSubstitutes,
  helmRelease,
  type Manifest,
  namespace,
  ociRepository,
  reference,
  type Yaml,
  type YamlMap,
} from '@sovereign-fleet/flux';

/** The objects of one slot, alike in every region but for the substitutes that Flux fills in. */
export function slotManifests(slot: Slot, kit: BootstrapKit): readonly Manifest[] {
  return [
    ...(slot.namespaceFrom === 'slot' ? [namespace({ name: slot.namespace })] : []),
    ociRepository({
      name: slot.name,
      url: `${kit.chartRepository}/${slot.chart.name}`,
      tag: slot.chart.version,
      digest: slot.chart.digest,
      secret: kit.chartSecret,
      interval: '15m',
    }),
    slotRelease(slot, kit),
  ];
}

/** Values as they are written where Flux substitutes: references bare, every other `$` escaped. */
function substituteText(value: SlotValue): Yaml {
  if (typeof value === 'string') return escapeSubstitutes(value);
  if (typeof value !== 'object') return value;
  if (isSubstituted(value)) {
    const { literals, names } = value;
    return literals.map((text, index) => escapeSubstitutes(text) + referenceTo(names[index])).join('');
  }
  // Array.isArray does not tell readonly lists from maps.
  return Array.isArray(value)
    ? (value as readonly SlotValue[]).map(substituteText)
    : substituteMap(value as SlotValues);
}

export function substituteMap(values: SlotValues): YamlMap {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [escapeSubstitutes(key), substituteText(value)]),
  );
}

function referenceTo(name: string | undefined): string {
  return name === undefined ? '' : reference(name);
}

function slotRelease(slot: Slot, kit: BootstrapKit): Manifest {
  const role = slot.buildingBlock === undefined ? {} : { [vclusterRoleLabel]: slot.buildingBlock };
  // Labels and annotations are strings, with or without substitutes in them, and stay so.
  const labels = substituteMap({ ...kit.labels, [slotLabel]: slot.number, ...role }) as Strings;
  const annotations = substituteMap(kit.annotations) as Strings;
  const action = { crds: 'CreateReplace', remediation: { retries: 3 } } as const;
  return helmRelease(
    { name: slot.name, labels, annotations },
    {
      chartRef: { kind: 'OCIRepository', name: slot.name },
      dependsOn: slot.dependsOn.length > 0 ? slot.dependsOn.map((name) => ({ name })) : undefined,
      driftDetection: { mode: 'enabled' },
      install: action,
      interval: '15m',
      releaseName: releaseName(slot.name),
      targetNamespace: slot.namespace,
      timeout: '15m',
      upgrade: action,
      values: slot.values === undefined ? undefined : substituteMap(slot.values),
    },
  );
}

type Strings = Readonly<Record<string, string>>;
