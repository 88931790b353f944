import { type RecordReader, recordReaderAt } from '@sovereign-fleet/workspace/specs';
import { oncePerOptions, type RenderTools, toolsForCheckout } from '@sovereign-fleet/workspace/render';
import { type BaseCheckout, checkOutBase } from '@sovereign-fleet/workspace/review';
import type { TaskContext } from '../render/read-sovereign';
import type { ReviewOptions } from './options';

type CheckoutOptions = Pick<ReviewOptions, 'offline'>;

interface Base {
  readonly checkout: BaseCheckout;
  readonly records: RecordReader;
  /** Those of the Flux that the base had. */
  readonly tools: (fluxVersion: string | undefined) => Promise<RenderTools>;
}

/** What the reviews of one process share. */
export interface ReviewContext extends TaskContext {
  /** A commit that is compared with, checked out once. */
  readonly base: (commit: string, options: CheckoutOptions) => Base;
  /** Removes what was checked out. */
  readonly close: () => void;
}

/** For the reviews of these Sovereigns. */
export function reviewContext(context: TaskContext, names: readonly string[]): ReviewContext {
  const { root, tools } = context;
  const bases = new Map<string, Base>();
  return {
    ...context,
    base: (commit, options) => {
      const key = JSON.stringify([commit, options.offline]);
      const base = bases.get(key) ?? baseOf(checkOutBase(root, commit), options, { root, names, tools });
      bases.set(key, base);
      return base;
    },
    close: () => {
      for (const { checkout } of bases.values()) checkout.remove();
    },
  };
}

function baseOf(
  checkout: BaseCheckout,
  { offline }: CheckoutOptions,
  { root, names, tools }: Pick<ReviewContext, 'root' | 'tools'> & { readonly names: readonly string[] },
): Base {
  const toolsOf = oncePerOptions(async (of) => {
    return toolsForCheckout(of, { workspace: root, checkout: checkout.root, own: await tools(of) });
  });
  return {
    checkout,
    records: recordReaderAt(checkout.root, names, 'past'),
    tools: (fluxVersion) => toolsOf({ offline, fluxVersion }),
  };
}
