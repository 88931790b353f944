import { isRefusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import type { Delivered, DeliveredConfigMap } from './delivered';
import { issueAt, type KitIssue, unusedRow } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';
import { releaseNamespace, releaseObject } from '../slot/release-object';
import type { Slot } from '../slot/slot';
import { isSubstituted, type SlotValue } from '../slot/parameter';
import { parseValuePath } from '../slot/value-path';

/** Names of a kit's own rows that nothing has, or nothing uses: sources, profiles, and what inputs read. */
export function issuesInReferences(kit: BootstrapKitRows): readonly KitIssue[] {
  return [...issuesOfSources(kit), ...issuesOfProfiles(kit), ...kit.slots.flatMap((slot) => issuesOfInputs(slot, kit))];
}

function issuesOfSources({ sources, slots, secrets = {} }: BootstrapKitRows): readonly KitIssue[] {
  const names = Object.keys(sources);
  const used = slots.map(({ chart }) => chart.source ?? names[0]);
  const none: KitIssue = {
    field: 'sources',
    value: {},
    code: 'missing',
    problem: 'no chart can come from nowhere',
    remedy: "Write a source, such as { openova: { type: 'oci', url: 'oci://ghcr.io/openova-io' } }",
  };
  return [
    ...(names.length === 0 ? [none] : []),
    ...names
      .filter((name) => !used.includes(name))
      .map((name) => unusedRow('sources', name, 'no slot has a chart of it')),
    ...slots.flatMap((slot) => issuesOfChart(slot, sources)),
    ...issuesOfRegistries({ sources, secrets }),
    ...Object.entries(sources).flatMap(([name, { secret }]) => {
      if (secret === undefined || secrets[secret]?.namespace === releaseNamespace) return [];
      const field = `sources.${name}.secret`;
      const home = { where: 'secrets', namespace: releaseNamespace };
      return [{ ...undeclaredName(secret, Object.keys(secrets), home), field }];
    }),
  ];
}

/** Sources in a registry for which their Secret is said to have no credentials. */
function issuesOfRegistries({ sources, secrets = {} }: Pick<BootstrapKitRows, 'sources' | 'secrets'>) {
  return Object.entries(sources).flatMap(([name, { url, secret = '' }]): readonly KitIssue[] => {
    const { registries } = Object.hasOwn(secrets, secret) ? (secrets[secret] ?? {}) : {};
    const host = /^oci:\/\/([^/]+)/.exec(url)?.[1];
    if (registries === undefined || host === undefined || registries.includes(host)) return [];
    const problem = `the Secret ${secret} has credentials for ${registries.join(', ')}, and not for ${host}`;
    const remedy = `Add '${host}' to its "registries" once it is in the Secret, or name another Secret`;
    return [issueAt(`sources.${name}.url`, url, { code: 'contradiction', problem, remedy })];
  });
}

function issuesOfChart({ name, chart }: Slot, sources: BootstrapKitRows['sources']): readonly KitIssue[] {
  const names = Object.keys(sources);
  const { source = names[0] ?? '', digest } = chart;
  if (chart.source !== undefined && !names.includes(chart.source)) {
    const remedy = pickOne(chart.source, names);
    return [
      issueAt(`${name}.chart.source`, chart.source, { code: 'unknown-value', problem: noSuch('source'), remedy }),
    ];
  }
  if (digest === undefined || sources[source]?.type !== 'helm') return [];
  const problem = 'a HelmRepository has charts by version alone';
  return [issueAt(`${name}.chart.digest`, digest, { code: 'misplaced', problem, remedy: 'Remove it' })];
}

function issuesOfProfiles({ profiles, slots }: BootstrapKitRows): readonly KitIssue[] {
  const names = Object.keys(profiles ?? {});
  const used = slots.map(({ action }) => action?.like ?? names[0]);
  return [
    ...names.filter((name) => !used.includes(name)).map((name) => unusedRow('profiles', name, 'no slot is like it')),
    ...slots.flatMap(({ name, action }) => {
      if (action?.like === undefined || names.includes(action.like)) return [];
      const remedy = pickOne(action.like, names);
      return [
        issueAt(`${name}.action.like`, action.like, { code: 'unknown-value', problem: noSuch('profile'), remedy }),
      ];
    }),
  ];
}

type Input = NonNullable<Slot['inputs']>[number];

// HelmRelease v2: the pattern of valuesFrom[].targetPath.
const targetPath = /^([a-zA-Z0-9_\-.\\/]|\[[0-9]{1,5}\])+$/;

function issuesOfInputs(slot: Slot, { secrets = {}, configMaps = {} }: BootstrapKitRows): readonly KitIssue[] {
  return (slot.inputs ?? []).flatMap((input, index) => {
    const field = `${slot.name}.inputs[${index}]`;
    const declared = input.kind === 'Secret' ? secrets : configMaps;
    return [
      ...issuesOfObject(slot, input, declared).map((issue) => ({ ...issue, field: `${field}.${issue.field}` })),
      ...issuesOfTarget(slot, index).map((issue) => ({ ...issue, field: `${field}.to` })),
    ];
  });
}

/** helm-controller reads an input in the namespace of the HelmRelease. */
function issuesOfObject(
  slot: Slot,
  { kind, name, key }: Input,
  declared: Readonly<Record<string, Delivered | DeliveredConfigMap>>,
): readonly KitIssue[] {
  const row = declared[name];
  const where = kind === 'Secret' ? 'secrets' : 'configMaps';
  const { namespace } = releaseObject(slot);
  if (row === undefined)
    return [{ ...undeclaredName(name, Object.keys(declared), { where, namespace }), field: 'name' }];
  const wanted = row.name ?? name;
  const [twin] = Object.keys(declared).filter((reference) => {
    const other = declared[reference];
    return other?.namespace === namespace && (other.name ?? reference) === wanted;
  });
  const elsewhere: KitIssue = {
    field: 'name',
    value: name,
    code: 'contradiction',
    problem: `it is in ${row.namespace}, and Flux looks for it in ${namespace}, where the HelmRelease is`,
    remedy: twin === undefined ? `Deliver it to ${namespace}` : `Write '${twin}', which is that of ${namespace}`,
  };
  const noKey: KitIssue = {
    field: 'key',
    value: key,
    code: 'unknown-value',
    problem: `${where} has no such key for it`,
    remedy: pickOne(key, row.keys),
  };
  return [
    ...(row.namespace === namespace ? [] : [elsewhere]),
    ...(key === undefined || row.keys.includes(key) ? [] : [noKey]),
  ];
}

function issuesOfTarget({ values = {}, inputs = [] }: Slot, index: number): readonly Omit<KitIssue, 'field'>[] {
  const to = inputs[index]?.to;
  if (to === undefined) return [];
  if (inputs.slice(0, index).some((earlier) => earlier.to === to)) {
    const problem = 'an earlier input writes it, and would be lost';
    return [{ value: to, code: 'taken', problem, remedy: 'Take one of them out' }];
  }
  if (!targetPath.test(to)) {
    const problem = 'Flux does not take it as a targetPath';
    return [{ value: to, code: 'malformed', problem, remedy: 'Write a path such as "server.hosts[0]"' }];
  }
  const path = parseValuePath(to);
  if (isRefusal(path) || !isSaid(values, path)) return [];
  const problem = 'the values of the slot say it too';
  return [{ value: to, code: 'contradiction', problem, remedy: 'Take it out of one of them' }];
}

/** Whether values have something at a path, or a scalar on the way to it. */
function isSaid(values: SlotValue, [key, ...rest]: readonly (string | number)[]): boolean {
  if (key === undefined || typeof values !== 'object' || isSubstituted(values)) return true;
  if (!Object.hasOwn(values, key)) return false;
  return isSaid((values as Readonly<Record<string | number, SlotValue>>)[key] ?? '', rest); // it has the key
}

interface Home {
  /** The key of the kit that has the declarations. */
  readonly where: string;
  readonly namespace: string;
}

function noSuch(what: string): string {
  return `there is no such ${what}`;
}

function undeclaredName(value: string, names: readonly string[], { where, namespace }: Home): Omit<KitIssue, 'field'> {
  const problem = `"${where}" does not say who delivers "${value}" to ${namespace}`;
  const known = names.length === 0 ? '' : `, or write one of ${names.join(', ')}`;
  return { value, code: 'unknown-value', problem, remedy: `Add it to "${where}"${known}` };
}
