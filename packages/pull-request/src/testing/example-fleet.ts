// For tests: a fleet of Sovereigns in memory, and runs that propose it.
import type { Desired } from '../proposal/desired';
import type { Forge, ForgeMethod } from '../forge/forge';
import type { Limits } from '../run/limits';
import { exampleDesired, exampleOptions } from './example-desired';
import { exampleClock } from './example-clock';
import { inFolder, watch } from './example-world';
import { commitToBase } from './memory-people';
import { type Memory, newMemory } from './memory-pulls';
import { objectHash } from '../disk/node';
import type { ProposeOptions } from '../reconcile/plan';
import { type ProposeFleet, proposeFleet } from '../run/propose-fleet';
import type { SovereignResult } from '../run/sovereign-result';

interface RunSettings {
  readonly options?: Partial<ProposeOptions>;
  readonly limits?: Partial<Limits>;
  readonly clock?: ReturnType<typeof exampleClock>;
  readonly more?: Partial<ProposeFleet>;
}

/** Limits that do not matter here. */
export const wideLimits = {
  pullsPerMinute: 1000,
  refWritesPerMinute: 1000,
  contentPerMinute: 5000,
  pullsPerHour: 1000,
  contentPerHour: 5000,
  openPulls: 1000,
  minutes: 600,
};

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `s${String(index).padStart(4, '0')}`);
}

export function desiredOf(name: string, text: string): Desired {
  return exampleDesired({ 'a.yaml': `${name} ${text}`, 'b.yaml': name, 'd/c.yaml': name }, name);
}

export function fleetOf(count: number, text: string): readonly Desired[] {
  return names(count).map((name) => desiredOf(name, text));
}

/** A base with these Sovereigns merged. */
export function exampleFleet(desired: readonly Desired[]): Memory {
  const memory = newMemory(objectHash);
  const files = desired.map(({ name, files: own }) => inFolder(Object.fromEntries(own), name));
  commitToBase(memory, Object.assign({ 'README.md': 'Fleet' }, ...files) as Record<string, string>); // all have text
  return memory;
}

export async function runFleet(forge: Forge, desired: readonly Desired[], given: RunSettings = {}) {
  const { options, limits = {}, clock = exampleClock(), more } = given;
  const calls: ForgeMethod[] = [];
  const results: SovereignResult[] = [];
  const fleet = { desired, options: { ...exampleOptions, ...options }, clock, limits, isWhole: true, ...more };
  const summary = await proposeFleet(watch(forge, calls), fleet, (result) => results.push(result));
  return { summary, results, calls };
}
