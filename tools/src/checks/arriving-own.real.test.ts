import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { slotsFolder } from '@sovereign-fleet/bootstrap-kit/layout';
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  findKit,
  installedName,
  parseSovereign,
  releaseObject,
  type SovereignSpec,
  valueOf,
} from '@sovereign-fleet/domain';
import type { RenderedRegion } from '@sovereign-fleet/renderer';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { outsideOf } from '@sovereign-fleet/workspace/render';
import { readSharedAt, recordReaderAt } from '@sovereign-fleet/workspace/specs';
import { workspaceRoot } from '../workspace';
import { parse } from 'yaml';
import { itemsIn, type SaidLayers, withChanged } from './said-items';
import { objectsOf } from './said-objects';
import { type SaidKit, type SaidRegion, saidRegions, stateOf, valuesOf, versionOf } from './said-values';
import { receivedIn, renderWithStandIns } from './stand-in-charts';

// initech is an example that people may remove: then there is nothing to compare.
const record = 'sovereigns/initech/sovereign';
const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const canRun = existsSync(join(workspaceRoot, `${record}.ts`)) && (canFetchTools || given);
const runs = canRun ? describe : describe.skip;

/** A region as the layers say it, and as Flux would have it. */
interface Compared {
  readonly said: SaidRegion;
  readonly arrived: RenderedRegion;
}

let slots: string;
let layers: SaidLayers;
let registryMirror: string;
let compared: readonly Compared[] = [];

beforeAll(async () => {
  if (canRun) compared = await compareAll();
}, 300_000);

async function compareAll(): Promise<readonly Compared[]> {
  const spec = await exportOf<SovereignSpec>(record);
  const { kits } = await exportOf<{ readonly kits: readonly SaidKit[] }>('sovereigns/fleet');
  const kit = kits.find(({ name }) => name === spec.kit);
  if (kit === undefined) throw new Error(`the fleet has no kit ${spec.kit ?? ''}`);
  slots = join(workspaceRoot, slotsFolder(kit.name));
  layers = { kit, specs: [spec, ...smallSpecs(kit)] };
  const shared = valueOf(readSharedAt(workspaceRoot));
  registryMirror = shared.fleet.registryMirror;
  const all = await Promise.all(layers.specs.map((one) => compareOne(one, shared)));
  return all.flat();
}

type Shared = Extract<ReturnType<typeof readSharedAt>, { readonly ok: true }>['value'];

async function exportOf<T>(file: string): Promise<T> {
  // The test reads by itself what a file says, and not by the loader of specs.
  // eslint-disable-next-line no-restricted-syntax -- no executor runs it: Jest loads it
  const { default: value } = (await import(join(workspaceRoot, file))) as { readonly default: T };
  return value;
}

/** A Sovereign that says nothing, in each environment of which the fleet says something. */
function smallSpecs(kit: SaidKit): readonly SovereignSpec[] {
  return Object.keys(kit.with.environments ?? {}).map((environment) => ({
    fqdn: `${environment}.example.com`,
    kit: kit.name,
    environment: environment as SovereignSpec['environment'], // the fleet was parsed
    regions: [{ key: 'eu-frankfurt-1', provider: 'oci', role: 'primary', network }],
  }));
}

const network = { meshId: 9, pods: '10.9.0.0/16', services: '10.137.0.0/16' };

async function compareOne(spec: SovereignSpec, { fleet, kits }: Shared): Promise<readonly Compared[]> {
  // What is beside a record is read with it.
  const sovereign =
    spec === layers.specs[0]
      ? valueOf(recordReaderAt(workspaceRoot, ['initech']).readSovereign('initech'))
      : valueOf(parseSovereign({ source: 'sovereign.ts', name: 'small', spec }));
  const tree = compile([valueOf(resolve({ sovereign, fleet, kits }))]);
  const outside = outsideOf(valueOf(findKit(sovereign, kits)));
  const regions = spec.regions.map(({ key }) => key);
  const rendered = await renderWithStandIns({ fqdn: spec.fqdn, tree, regions, outside });
  return saidRegions(layers.kit, spec, registryMirror).map((said) => {
    const arrived = rendered.regions.find(({ region }) => region === said.region.key);
    if (arrived === undefined) throw new Error(`${said.region.key} was not rendered`);
    return { said, arrived };
  });
}

/** What has to arrive by the layers: what each chart receives, by release, and what stands beside the rows. */
function expectationOf(said: SaidRegion) {
  const there = said.kit.slots.filter((slot) => ['on', 'empty'].includes(stateOf(slot, said)));
  const charts = there.map((slot) => {
    return [installedName(slot), { values: valuesOf(slot, said), version: versionOf(slot, said) }] as const;
  });
  return { charts: new Map(charts), objects: objectsOf(slots, said) };
}

/** The same for all regions, by other layers. */
function expectationsOf({ kit, specs }: SaidLayers) {
  return specs.flatMap((spec) => saidRegions(kit, spec, registryMirror)).map(expectationOf);
}

function nameOf({ layers: said }: SaidRegion): string {
  return said.at(-1)?.at ?? '';
}

runs('initech, and small Sovereigns of its kit (skipped where initech is gone, or no helm can be had)', () => {
  test('every chart of every region receives what the layers say', () => {
    const arrived = compared.map((one) => ({ at: nameOf(one.said), charts: receivedIn(one.arrived) }));
    expect(arrived).toEqual(compared.map(({ said }) => ({ at: nameOf(said), charts: expectationOf(said).charts })));
  });

  test('every object beside a row arrives with the parameters of its region', () => {
    for (const { said, arrived } of compared) {
      const objects = arrived.objects.map(({ object }) => object);
      for (const object of expectationOf(said).objects) {
        expect(objects).toContainEqual(expect.objectContaining({ ...object, metadata: expect.anything() as unknown }));
      }
    }
  });

  test('each thing that a layer says decides what arrives somewhere: with another value this would be red', () => {
    const arrived = compared.map((one) => receivedIn(one.arrived));
    const objects = expectationsOf(layers).map((one) => one.objects);
    const undecided = itemsIn(layers).filter((item) => {
      const others = expectationsOf(withChanged(layers, item));
      return others.every(
        (one, at) => isDeepStrictEqual(one.charts, arrived[at]) && isDeepStrictEqual(one.objects, objects[at]),
      );
    });
    // Its slot is for environments that initech is not: the one thing that shows nowhere.
    expect(undecided.map(({ path }) => path.join('.'))).toEqual(['specs.0.features.chaos']);
  });

  test('each parameter of the kit is read by something that was compared', () => {
    const read = new Set<string>();
    const parameters = new Proxy(layers.kit.parameters, {
      get: (all, name: string) => {
        read.add(name);
        return all[name];
      },
    });
    expectationsOf({ ...layers, kit: { ...layers.kit, parameters } });
    expect([...read].sort()).toEqual(Object.keys(parameters).sort());
  });

  test('parameters of every type are said in every layer, and overrides and versions in each', () => {
    const said = itemsIn(layers).map(({ layer, key, path }) => {
      return `${layer} ${key === 'parameters' ? (layers.kit.parameters[path.at(-1) ?? '']?.type ?? '') : key}`;
    });
    const kinds = ['string', 'number', 'boolean', 'list', 'json', 'overrides', 'versions'];
    const all = ['fleet', 'environment', 'provider', 'sovereign', 'region'].flatMap((layer) =>
      kinds.map((kind) => `${layer} ${kind}`),
    );
    expect(all.filter((one) => !said.includes(one))).toEqual([]);
  });

  test('what is suspended is a problem of its region, and nothing else is one', () => {
    for (const { said, arrived } of compared) {
      const suspended = said.kit.slots.filter((slot) => stateOf(slot, said) === 'suspended').map(releaseObject);
      expect(arrived.problems.map(({ kind, object }) => `${kind} ${object}`)).toEqual(
        suspended.map(({ name, namespace }) => `suspended HelmRelease ${namespace}/${name}`),
      );
    }
  });

  test('a patch after Helm changes what the chart rendered', () => {
    const patches = compared.flatMap(({ said, arrived }) =>
      said.kit.slots
        .filter((slot) => stateOf(slot, said) === 'on')
        .flatMap((slot) =>
          (slot.afterHelm ?? []).map(({ patch }) => ({ release: installedName(slot), patch, arrived })),
        ),
    );
    expect(patches.length).toBeGreaterThan(0);
    for (const { release, patch, arrived } of patches) {
      const [{ path, value }] = parse(patch) as [{ readonly path: string; readonly value: unknown }];
      const object = arrived.objects.find((one) => one.object.metadata.name === `patched-${release}`)?.object;
      expect(object).toHaveProperty(path.slice(1).split('/'), value);
    }
  });

  test('slots are off in each of the ways, over three regions of two providers', () => {
    const ofInitech = compared.filter(({ said }) => said.spec === layers.specs[0]).map(({ said }) => said);
    const states = ofInitech.flatMap((said) => said.kit.slots.map((slot) => stateOf(slot, said)));
    expect([...new Set(states)].sort()).toEqual(['absent', 'empty', 'on', 'suspended']);
    expect(ofInitech.map(({ region }) => region.provider)).toEqual(['hetzner', 'hetzner', 'aws']);
    expect(layers.kit.slots.length).toBeGreaterThanOrEqual(30);
  });

  test('a Sovereign that says nothing has the slots of no feature, and is small', () => {
    const small = compared.filter(({ said }) => said.spec !== layers.specs[0]);
    const core = layers.kit.slots.filter(({ where }) => where?.feature === undefined);
    for (const { arrived } of small) {
      const releases = arrived.objects.filter(({ object }) => object.kind === 'HelmRelease');
      expect(releases.map(({ object }) => object.metadata.name).sort()).toEqual(core.map(({ name }) => name).sort());
    }
    expect(core.length * 5).toBeLessThan(layers.kit.slots.length);
  });
});
