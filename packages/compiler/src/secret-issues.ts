import {
  type BootstrapKit,
  bornNamespaces,
  configMapKeys,
  decryptionSecret,
  type DeliveredObject,
  deliveredObjects,
  encryptCommand,
  type EncryptedSecret,
  type Issue,
  makesSecret,
  pickOne,
  releaseNamespace,
  type SecretFile,
  secretsFolderName,
  type SlotObject,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { namespacesNeeded } from './slot-namespaces';
import type { ResolvedRegion } from './topology';
import { declaredReaders } from './declared-readers';

/**
 * What is wrong between the encrypted files of a Sovereign, its regions and its kit: what the kit reads and nobody
 * delivers there, Secrets that two deliver, and namespaces that nobody makes.
 */
export function issuesOfSecretFiles(
  sovereign: Sovereign,
  regions: readonly ResolvedRegion[],
  kit: BootstrapKit,
): readonly Issue[] {
  const context = { sovereign, regions, kit };
  return [
    ...sovereign.secretFiles.flatMap((file) => [
      ...issuesOfNamespace(file, context),
      ...issuesOfDeliverers(file, context),
    ]),
    ...deliveredObjects(kit).flatMap((object) => {
      if (object.from === 'sops') return [...issuesOfMissing(object, context), ...issuesOfKeys(object, context)];
      return object.from === 'bootstrap' ? [] : issuesOfMaker(object, context);
    }),
  ];
}

interface Context {
  readonly sovereign: Sovereign;
  readonly regions: readonly ResolvedRegion[];
  readonly kit: BootstrapKit;
}

/** Flux applies no Secret of a namespace that is not there. */
function issuesOfNamespace({ file, region, namespace }: SecretFile, { regions, kit }: Context): readonly Issue[] {
  return regions
    .filter(({ key }) => region === undefined || region === key)
    .flatMap(({ key, slots }): readonly Issue[] => {
      const known = new Set([...bornNamespaces, ...namespacesNeeded(slots, kit)]);
      if (known.has(namespace)) return [];
      const problem = `no slot that is in ${key} has anything in ${namespace}, so that nobody makes it there`;
      const move = regions.length > 1 && region === undefined ? '; or move the file to the folder of its region' : '';
      const remedy = `${pickOne(namespace, [...known].sort())}${move}`;
      return [{ file, field: 'metadata.namespace', value: namespace, code: 'unknown-value', problem, remedy }];
    });
}

/** Two who deliver one Secret write over each other. */
function issuesOfDeliverers({ file, secrets }: SecretFile, { kit }: Context): readonly Issue[] {
  return secrets.flatMap(({ namespace, name }): readonly Issue[] => {
    const at = { file, field: 'object', value: `Secret ${namespace}/${name}`, code: 'contradiction' as const };
    if (namespace === releaseNamespace && name === decryptionSecret(kit)) {
      const problem = 'Flux decrypts the files of this folder with it, so that it cannot be among them';
      return [{ ...at, problem, remedy: 'Have whoever installs Flux deliver it' }];
    }
    const rows = deliveredObjects({ secrets: kit.secrets });
    const declared = rows.find((row) => row.namespace === namespace && row.name === name);
    if (declared === undefined || declared.from === 'sops') return [];
    const problem = `the kit has it from '${declared.from}'`;
    return [{ ...at, problem, remedy: "Remove the file, or write from: 'sops' in the kit" }];
  });
}

function isOf(secret: EncryptedSecret, { namespace, name }: DeliveredObject): boolean {
  return secret.namespace === namespace && secret.name === name;
}

/** The regions in which something needs a Secret, and what. */
function neededIn(secret: DeliveredObject, { regions, kit }: Context) {
  return regions.flatMap((region) => {
    const readers = declaredReaders(secret, region, kit);
    const needed = readers.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
    return needed.length === 0 ? [] : [{ region, readers: needed }];
  });
}

function issuesOfMissing(secret: DeliveredObject, context: Context): readonly Issue[] {
  const { sovereign, regions } = context;
  const { reference, name, namespace, keys } = secret;
  const lacking = neededIn(secret, context).filter(({ region }) => {
    const here = sovereign.secretFiles.filter((file) => file.region === undefined || file.region === region.key);
    return !here.some(({ secrets }) => secrets.some((one) => isOf(one, secret)));
  });
  const folder = `${sovereign.source.slice(0, sovereign.source.lastIndexOf('/'))}/${secretsFolderName}`;
  const isEverywhere = lacking.length === regions.length;
  const places = isEverywhere ? [''] : lacking.map(({ region }) => `${region.key}/`);
  return places.slice(0, lacking.length).map((place, index): Issue => {
    const file = `${folder}/${place}${reference}.yaml`;
    const of = isEverywhere ? lacking : lacking.slice(index, index + 1);
    const who = of.map(({ region, readers }) => `${readers.join(', ')} in ${region.key}`).join('; ');
    const problem = `the kit has it from 'sops', and no file has it for ${who}`;
    const remedy = `Write the Secret with ${keys.join(', ')} there, and run "${encryptCommand(file)}"`;
    return { file, field: `Secret ${namespace}/${name}`, value: undefined, code: 'missing', problem, remedy };
  });
}

function issuesOfKeys(secret: DeliveredObject, context: Context): readonly Issue[] {
  if (neededIn(secret, context).length === 0) return [];
  return context.sovereign.secretFiles.flatMap(({ file, secrets }) =>
    secrets
      .filter((one) => isOf(one, secret))
      .flatMap((one): readonly Issue[] => {
        const missing = secret.keys.filter((key) => !one.keys.includes(key));
        if (missing.length === 0) return [];
        const text = `Secret ${secret.namespace}/${secret.name}`;
        const problem = `the kit reads ${missing.join(', ')} of ${text}, which it has not`;
        const remedy = `Add it with "sops ${file}"`;
        return [{ file, field: 'keys', value: one.keys, code: 'missing', problem, remedy }];
      }),
  );
}

/** An ExternalSecret or a ConfigMap stands beside a row, and that slot may be off where another reads. */
function issuesOfMaker(read: DeliveredObject, context: Context): readonly Issue[] {
  const { kit, sovereign } = context;
  const makes = (object: SlotObject) =>
    read.kind === 'Secret' ? makesSecret(object, read) : configMapKeys(object, read) !== undefined;
  const [maker, file] = read.kind === 'Secret' ? ['ExternalSecret', 'its ExternalSecret'] : ['ConfigMap', 'it'];
  return neededIn(read, context).flatMap(({ region, readers }): readonly Issue[] => {
    const on = region.slots.filter(({ state }) => state === 'on');
    if (on.some(({ slot }) => (kit.objects[slot.name] ?? []).some(makes))) return [];
    const text = `${read.kind} ${read.namespace}/${read.name}`;
    const problem = `${readers.join(', ')} reads ${text}, and no slot that is on there has ${file}`;
    const remedy = `Have the slot with the ${maker} on there, or those that read it off`;
    return [{ file: sovereign.source, field: 'regions', value: region.key, code: 'missing', problem, remedy }];
  });
}
