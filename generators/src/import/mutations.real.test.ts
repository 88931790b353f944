import { rmSync } from 'node:fs';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { type Issue, valueOf } from '@sovereign-fleet/domain';
import { makeSpecs } from '@sovereign-fleet/workspace/testing';
import { groupDisjoint, isBlamed, type TouchedFields, touchedFields } from '../testing/changed-fields';
import { copyOfNorth, draftOf, northOptions, type Written } from '../testing/import-tree';
import { withKubectl } from '../testing/with-kubectl';
import { type Mutation, mutationsOf } from '../testing/mutations';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

type Draft = Awaited<ReturnType<typeof draftOf>>;

interface Change extends Mutation {
  readonly fields: TouchedFields;
}

/** A proof with all of these changes at once: the Issues of it. */
async function issuesWith({ written, load, prove }: Draft, changes: readonly Mutation[]): Promise<readonly Issue[]> {
  const loaded = load(changes.reduce((value, { apply }) => apply(value) as Written, written));
  if (!loaded.ok) return loaded.issues;
  const proof = await prove(loaded.value);
  return proof.ok ? [] : proof.issues;
}

/** The changes that a kit may have, and that compile. */
function compilingChanges({ written, load }: Draft, mutations: readonly Mutation[]): readonly Change[] {
  const treeOf = (value: Written) => {
    const loaded = load(value);
    const topology = loaded.ok ? resolve(loaded.value) : loaded;
    return topology.ok ? compile([topology.value]) : undefined;
  };
  const before = treeOf(written);
  return mutations.flatMap((mutation) => {
    const after = treeOf(mutation.apply(written) as Written);
    if (before === undefined || after === undefined) return [];
    return [{ ...mutation, fields: touchedFields(before, after) }];
  });
}

/**
 * The changes with which the proof holds. Changes that touch different fields are proved at once; those that its Issues
 * do not name are proved again without the others.
 */
async function greenOf(draft: Draft, changes: readonly Change[]): Promise<readonly Change[]> {
  const groups = groupDisjoint(changes).map(async (group): Promise<readonly Change[]> => {
    const issues = await issuesWith(draft, group);
    if (issues.length === 0) return group;
    if (group.length === 1) return [];
    const rest = group.filter(({ fields }) => !isBlamed(fields, issues));
    if (rest.length < group.length) return greenOf(draft, rest);
    const half = group.length >> 1;
    const halves = [group.slice(0, half), group.slice(half)].map((part) => greenOf(draft, part));
    return (await Promise.all(halves)).flat();
  });
  return (await Promise.all(groups)).flat();
}

withKubectl('the proof of an import (skipped where no kubectl can be had)', () => {
  test('turns red for any change of an imported row or parameter', async () => {
    const [workspace, root, north] = [makeSpecs(), makeSpecs(), copyOfNorth()];
    folders.push(workspace, root, north);
    const draft = await draftOf(workspace, root, northOptions(north));
    expect(await issuesWith(draft, [])).toEqual([]);
    const { parameters } = valueOf(draft.load(draft.written)).kits.find(({ name }) => name === 'imported') ?? {};
    const names = Object.keys(parameters ?? {});
    const { kit, spec } = draft.written;
    const mutations = [...mutationsOf(kit, names, ['kit']), ...mutationsOf(spec, names, ['spec'])];
    const green = await greenOf(draft, compilingChanges(draft, mutations));
    // Without them the rows say the same: the interval is our contract's, and the first region is the primary.
    expect(green.map(({ what }) => what).sort()).toEqual([
      'kit.profiles.quick: without interval',
      'kit.profiles.waits-20m: without interval',
      'spec.regions.0: without role',
    ]);
    expect(mutations.length).toBeGreaterThan(400);
  }, 600_000);
});
