import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSovereign, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import type { Rendered } from '@sovereign-fleet/renderer';
import { renderSovereign, toolsFor } from '@sovereign-fleet/workspace/render';
import { acme, compileExample, copyCharts } from '@sovereign-fleet/workspace/testing';

/** A whole Sovereign as real programs render it: what reviews begin with. */
export async function renderedExample(): Promise<{ readonly sovereign: Sovereign; readonly rendered: Rendered }> {
  const root = mkdtempSync(join(tmpdir(), 'fuzz-example-'));
  try {
    copyCharts(root);
    const sovereign = valueOf(parseSovereign({ source: 'sovereigns/acme/sovereign.ts', name: 'acme', spec: acme }));
    const tree = { files: compileExample(acme), unreadable: new Map<string, string>() };
    const regions = sovereign.regions.map(({ key }) => key);
    const tools = await toolsFor({ offline: true }, root);
    return { sovereign, rendered: await renderSovereign(sovereign, { root, regions, tree }, tools) };
  } finally {
    rmSync(root, { recursive: true });
  }
}
