import { type BootstrapKit, findKit, type Result, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import type { Rendered } from '@sovereign-fleet/renderer';
import {
  type CompiledFiles,
  readCompiled,
  type RecordReader,
  recordReaderAt,
  type SharedRecord,
} from '@sovereign-fleet/workspace/specs';
import {
  blameOverrides,
  outsideOf,
  renderSovereign,
  type RenderTools,
  type ToolOptions,
  toolsOnce,
} from '@sovereign-fleet/workspace/render';

/** What the tasks of one process share. */
export interface TaskContext {
  readonly root: string;
  readonly records: RecordReader;
  /** What every tree is compiled from, beside its spec. */
  readonly shared: Result<SharedRecord>;
  readonly tools: (options: ToolOptions) => Promise<RenderTools>;
  /** Throws where the record has Issues. */
  readonly read: (name: string, offline: boolean) => ReadSovereign;
}

/** A Sovereign with its tree: what its render and its review both begin with. */
interface ReadSovereign {
  readonly sovereign: Sovereign;
  readonly shared: SharedRecord;
  readonly kit: Result<BootstrapKit>;
  readonly outside: ReturnType<typeof outsideOf>;
  /** Issues where the tree is not what the spec compiles to. */
  readonly compiled: Result<CompiledFiles>;
  /** What Flux would apply of the tree as it is. Rejects where that cannot be read. */
  readonly render: () => Promise<Rendered>;
}

/** For these tasks, each said by its project. */
export function taskContext(root: string, projects: readonly string[]): TaskContext {
  const records = recordReaderAt(root, [...new Set(projects)]);
  const reads = { root, records, shared: records.readShared(), tools: toolsOnce(root) };
  const read = (name: string, offline: boolean) => readSovereign(name, offline, reads);
  return { ...reads, read: forTwo(read, projects) };
}

function readSovereign(name: string, offline: boolean, context: Omit<TaskContext, 'read'>): ReadSovereign {
  const { root, records, tools } = context;
  const shared = valueOf(context.shared);
  const sovereign = valueOf(records.readSovereign(name));
  const compiled = readCompiled(sovereign, { root, ...shared });
  const kit = findKit(sovereign, shared.kits);
  const outside = kit.ok ? outsideOf(kit.value, shared.fleet) : {};
  const renderNow = async () => {
    const regions = sovereign.regions.map(({ key }) => key);
    const own = await tools({ offline, fluxVersion: sovereign.fluxVersion });
    const asRead = await renderSovereign(sovereign, { root, regions, outside }, own);
    return kit.ok ? blameOverrides(asRead, { root, sovereign, fleet: shared.fleet, kit: kit.value }) : asRead;
  };
  let rendering: Promise<Rendered> | undefined;
  return { sovereign, shared, kit, outside, compiled, render: () => (rendering ??= renderNow()) };
}

/** Keeps what the first task of a Sovereign read for its second, and no longer: a fleet is large. */
function forTwo(read: TaskContext['read'], projects: readonly string[]): TaskContext['read'] {
  const asked = new Set<string>();
  const twice = new Set(projects.filter((name) => asked.size === asked.add(name).size));
  const kept = new Map<string, { readonly offline: boolean; readonly made: ReadSovereign }>();
  return (name, offline) => {
    const known = kept.get(name);
    kept.delete(name);
    if (known?.offline === offline) return known.made;
    const made = read(name, offline);
    if (known === undefined && twice.has(name)) kept.set(name, { offline, made });
    return made;
  };
}
