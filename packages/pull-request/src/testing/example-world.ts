// For tests: a fleet repository in memory, runs against it, and faults at the k-th call.
import { wrapEachCall, forgeMethods } from '../forge/wrap-each-call';
import type { Desired } from '../proposal/desired';
import type { Forge, ForgeMethod } from '../forge/forge';
import { ForgeError, type ForgeErrorCode } from '../forge/forge-error';
import { exampleBranch, exampleOptions } from './example-desired';
import { memoryForge } from './memory-forge';
import { commitToBase } from './memory-people';
import { type Memory, newMemory } from './memory-pulls';
import { objectHash } from '../disk/node';
import type { ProposeOptions } from '../reconcile/plan';
import { reconcile } from '../reconcile/reconcile';
import type { ReconcileResult } from '../reconcile/reconcile-result';

/** What goes wrong in a run: before or after the k-th call, from 0. */
export interface Fault {
  readonly at: number;
  readonly when: 'before' | 'after';
  readonly code: ForgeErrorCode;
}

/** What somebody else does just before or just after we call a method, once. */
interface Race {
  readonly method: ForgeMethod;
  readonly when: 'before' | 'after';
  readonly act: () => void;
}

interface Run {
  readonly result: ReconcileResult;
  /** After the snapshot, in their order. */
  readonly calls: readonly ForgeMethod[];
}

export interface World {
  readonly memory: Memory;
  readonly forge: Forge;
  readonly races: Race[];
  run(desired: Desired, options?: Partial<ProposeOptions>, fault?: Fault): Promise<Run>;
}

/** A fleet repository whose base has a README, another Sovereign, and these files of acme. */
export function exampleWorld(acme: Readonly<Record<string, string>> = {}): World {
  const memory = newMemory(objectHash);
  commitToBase(memory, { 'README.md': 'Fleet', 'clusters/globex.example.com/a.yaml': 'g', ...inFolder(acme) });
  return worldOf(memory, memoryForge(memory));
}

/** Paths of acme's files from the root. */
export function inFolder<T>(files: Readonly<Record<string, T>>, name = 'acme'): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`clusters/${name}.example.com/${path}`, text]),
  );
}

function worldOf(memory: Memory, forge: Forge): World {
  const races: Race[] = [];
  return {
    memory: memory,
    forge,
    races,
    async run(desired, options = {}, fault) {
      const { base, proposed } = await forge.snapshot();
      const calls: ForgeMethod[] = [];
      const seen = { base, proposed: proposed.get(exampleBranch(desired.name)) ?? {} };
      const watched = watch(withRaces(forge, races), calls, fault);
      const result = await reconcile(watched, seen, { desired, options: { ...exampleOptions, ...options } });
      return { result, calls };
    },
  };
}

/** Records every call, and has the fault at its place. */
export function watch(forge: Forge, calls: ForgeMethod[], fault?: Fault): Forge {
  return wrapEachCall(forge, async (method, call) => {
    const isAt = calls.length === fault?.at;
    calls.push(method);
    const error = isAt ? new ForgeError(fault.code, `made-up ${fault.code}`, { operation: method }) : undefined;
    if (error !== undefined && fault?.when === 'before') throw error;
    const answer = await call();
    if (error !== undefined) throw error;
    return answer;
  });
}

function withRaces(forge: Forge, races: Race[]): Forge {
  const act = (method: ForgeMethod, when: Race['when']) => {
    const index = races.findIndex((race) => race.method === method && race.when === when);
    if (index >= 0)
      races.splice(index, 1).forEach((race) => {
        race.act();
      });
  };
  return wrapEachCall(forge, async (method, call) => {
    act(method, 'before');
    const answer = await call();
    act(method, 'after');
    return answer;
  });
}

export function writesIn(calls: readonly ForgeMethod[]): readonly ForgeMethod[] {
  return calls.filter((method) => forgeMethods[method] === 'write');
}
