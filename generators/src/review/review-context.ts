import { type RecordReader, recordReaderAt } from '@sovereign-fleet/workspace/specs';
import { type RenderTools, toolsFor, toolsForCheckout } from '@sovereign-fleet/workspace/render';
import { type BaseCheckout, checkOutBase } from '@sovereign-fleet/workspace/review';
import type { ReviewOptions } from './options';

type ToolOptions = Pick<ReviewOptions, 'offline'>;

interface Base {
  readonly checkout: BaseCheckout;
  readonly records: RecordReader;
  readonly tools: () => Promise<RenderTools>;
}

/** What the reviews of one process share. */
export interface ReviewContext {
  readonly root: string;
  readonly records: RecordReader;
  readonly shared: ReturnType<RecordReader['readShared']>;
  readonly tools: (options: ToolOptions) => Promise<RenderTools>;
  /** A commit that is compared with, checked out once. */
  readonly base: (commit: string, options: ToolOptions) => Base;
  /** Removes what was checked out. */
  readonly close: () => void;
}

export function reviewContext(root: string): ReviewContext {
  const records = recordReaderAt(root);
  const toolsBy = new Map<boolean, Promise<RenderTools>>();
  const bases = new Map<string, Base>();
  const tools = ({ offline }: ToolOptions): Promise<RenderTools> => {
    const made = toolsBy.get(offline) ?? toolsFor({ offline }, root);
    toolsBy.set(offline, made);
    return made;
  };
  return {
    root,
    records,
    shared: records.readShared(),
    tools,
    base: (commit, options) => {
      const key = JSON.stringify([commit, options.offline]);
      const base = bases.get(key) ?? baseOf(checkOutBase(root, commit), options, { root, tools });
      bases.set(key, base);
      return base;
    },
    close: () => {
      for (const { checkout } of bases.values()) checkout.remove();
    },
  };
}

function baseOf(checkout: BaseCheckout, options: ToolOptions, { root, tools }: Pick<ReviewContext, 'root' | 'tools'>) {
  let made: Promise<RenderTools> | undefined;
  const toolsOfBase = async () => {
    return toolsForCheckout(options, { workspace: root, checkout: checkout.root, own: await tools(options) });
  };
  return { checkout, records: recordReaderAt(checkout.root), tools: () => (made ??= toolsOfBase()) };
}
