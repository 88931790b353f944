import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { failure, type Outcome } from '../contract/failure';
import { mebibyte, outputLimitMiB } from './output-limit';

/** What Helm wrote into a folder, in its order. */
export interface WrittenOutput {
  /** The files of `crds/`. */
  readonly crds: string;
  /** The rest, hooks among them. */
  readonly objects: string;
}

/**
 * Reads what `helm template --output-dir` wrote. Helm says for each object into which file it wrote it; one template
 * may make several, which stand in its file one behind the other. The files of `crds/` are written as they are, so
 * that there is no doubt where an object is from. It may be as much as Helm may print.
 */
export function readWritten(said: string, folder: string): Outcome<WrittenOutput> {
  const written = [...said.matchAll(/^wrote (.+)$/gm)].flatMap(([, path = '']) => {
    const name = relative(folder, path);
    return isAbsolute(path) && !name.startsWith('..') ? [{ path, name }] : [];
  });
  const sizes = [...new Set(written.map(({ path }) => path))].map((path) => statSync(path).size);
  if (sizes.reduce((sum, size) => sum + size, 0) > outputLimitMiB * mebibyte) {
    return failure('too-much-output', `helm wrote more than ${outputLimitMiB} MiB`);
  }
  const sections = new Map<string, string[]>();
  const texts = { crds: [] as string[], objects: [] as string[] };
  for (const { path, name } of written) {
    if (isCrdFile(name)) {
      texts.crds.push(readFileSync(path, 'utf8'));
      continue;
    }
    const parts = sections.get(path) ?? sectionsOf(readFileSync(path, 'utf8'), name);
    sections.set(path, parts);
    texts.objects.push(parts.shift() ?? '');
  }
  return { ok: true, value: { crds: texts.crds.join('\n'), objects: texts.objects.join('\n') } };
}

/** `web/crds/x.yaml` and `web/charts/sub/crds/x.yaml`; templates are in a folder of their own. */
function isCrdFile(name: string): boolean {
  return /^[^/]+\/(?:charts\/[^/]+\/)*crds\//.test(name);
}

/** Helm puts a line with the name over each object, and no object has a line `---` in it. */
function sectionsOf(text: string, name: string): string[] {
  const head = `---\n# Source: ${name}\n`;
  const parts = `\n${text}`.split(`\n${head}`);
  return parts.slice(1).map((part) => head + part);
}
