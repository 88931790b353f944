import { slotFolderName } from '../fleet/layout';
import { isRefusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import type { Delivered } from './delivered';
import type { KitIssue } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';
import { releaseNamespace, releaseObject } from '../slot/release-object';
import { externalSecretsGroup, makesSecret } from '../slot/external-secret';
import type { Slot } from '../slot/slot';
import type { SlotObject } from '../slot/slot-object';
import { isSubstituted, type SlotValue } from '../slot/parameter';
import { parseValuePath } from '../slot/value-path';

/** A kit with what its slots have beside their HelmReleases. */
type KitOfObjects = BootstrapKitRows & { readonly objects: Readonly<Record<string, readonly SlotObject[]>> };

/** Names of a kit's own rows that nothing has, or nothing uses: sources, profiles, Secrets and ConfigMaps. */
export function issuesInReferences(kit: KitOfObjects): readonly KitIssue[] {
  return [
    ...issuesOfSources(kit),
    ...issuesOfProfiles(kit),
    ...issuesOfDelivered(kit),
    ...issuesOfStandIns(kit),
    ...issuesOfExternal(kit),
    ...kit.slots.flatMap((slot) => issuesOfInputs(slot, kit)),
  ];
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

/** Secrets and ConfigMaps that are declared, and that neither a source nor a slot names. */
function issuesOfDelivered({ secrets = {}, configMaps = {}, sources, slots }: BootstrapKitRows): readonly KitIssue[] {
  const inputs = slots.flatMap((slot) => slot.inputs ?? []);
  const namesOf = (kind: string) => inputs.filter((input) => input.kind === kind).map(({ name }) => name);
  const usedSecrets = [...namesOf('Secret'), ...Object.values(sources).map(({ secret }) => secret)];
  const usedConfigMaps = namesOf('ConfigMap');
  return [
    ...Object.keys(secrets)
      .filter((name) => !usedSecrets.includes(name))
      // What is said of a field called so is not printed, so the name is in the sentence.
      .map((name) => unusedRow('secrets', name, `neither a source nor a slot names "${name}"`)),
    ...Object.keys(configMaps)
      .filter((name) => !usedConfigMaps.includes(name))
      .map((name) => unusedRow('configMaps', name, 'no slot names it')),
  ];
}

/** Keys that a stand-in has alone, or does not have. */
function issuesOfStandIns({ secrets = {}, configMaps = {} }: BootstrapKitRows): readonly KitIssue[] {
  return Object.entries({ secrets, configMaps }).flatMap(([where, rows]) =>
    Object.entries(rows).flatMap(([name, { keys, standIn }]) => {
      if (standIn === undefined) return [];
      const field = `${where}.${name}.standIn`;
      const unknown = Object.keys(standIn).filter((key) => !keys.includes(key));
      const missing = keys.filter((key) => !Object.hasOwn(standIn, key));
      return [
        ...unknown.map((key) => {
          const problem = `nobody delivers "${key}"`;
          return issueAt(field, key, { code: 'unknown-value', problem, remedy: pickOne(key, keys) });
        }),
        ...missing.map((key) => {
          const problem = `it has no text for "${key}"`;
          return issueAt(field, key, { code: 'missing', problem, remedy: 'Write one' });
        }),
      ];
    }),
  );
}

/** Secrets that a store outside is said to deliver, and that no ExternalSecret makes. */
function issuesOfExternal({ name: kit, secrets = {}, objects, slots }: KitOfObjects): readonly KitIssue[] {
  const all = Object.values(objects).flat();
  const bringer = slots.find(({ brings = [] }) => brings.includes(externalSecretsGroup));
  const folder = bringer === undefined ? '<the slot that brings external-secrets.io>' : slotFolderName(bringer);
  return Object.entries(secrets).flatMap(([name, { from, namespace, keys }]): readonly KitIssue[] => {
    if (from !== 'external' || all.some((object) => makesSecret(object, { namespace, name }))) return [];
    const data = keys.map((secretKey) => `{ secretKey: ${secretKey}, remoteRef: { key: … } }`).join(', ');
    const lines =
      `apiVersion: ${externalSecretsGroup}/v1, kind: ExternalSecret, ` +
      `metadata: { name: ${name}, namespace: ${namespace} }, ` +
      `spec: { secretStoreRef: …, target: { name: ${name} }, data: [${data}] }`;
    const problem = `no ExternalSecret beside a row makes the Secret ${namespace}/${name}`;
    const remedy = `Write kits/${kit}/slots/${folder}/${name}.yaml with ${lines}`;
    return [{ field: `secrets.${name}.from`, value: from, code: 'missing', problem, remedy }];
  });
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
  declared: Readonly<Record<string, Delivered>>,
): readonly KitIssue[] {
  const row = declared[name];
  const where = kind === 'Secret' ? 'secrets' : 'configMaps';
  const { namespace } = releaseObject(slot);
  if (row === undefined)
    return [{ ...undeclaredName(name, Object.keys(declared), { where, namespace }), field: 'name' }];
  const elsewhere: KitIssue = {
    field: 'name',
    value: name,
    code: 'contradiction',
    problem: `it is in ${row.namespace}, and Flux looks for it in ${namespace}, where the HelmRelease is`,
    remedy: `Deliver it to ${namespace}`,
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

function issueAt(field: string, value: unknown, refusal: Omit<KitIssue, 'field' | 'value'>): KitIssue {
  return { field, value, ...refusal };
}

function noSuch(what: string): string {
  return `there is no such ${what}`;
}

function unusedRow(field: string, value: string, problem: string): KitIssue {
  return { field, value, code: 'unused', problem, remedy: 'Take it out' };
}

function undeclaredName(value: string, names: readonly string[], { where, namespace }: Home): Omit<KitIssue, 'field'> {
  const problem = `"${where}" does not say who delivers "${value}" to ${namespace}`;
  const known = names.length === 0 ? '' : `, or write one of ${names.join(', ')}`;
  return { value, code: 'unknown-value', problem, remedy: `Add it to "${where}"${known}` };
}
