import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Parser, type ReadEntry } from 'tar';
import { failure, type Outcome } from '../contract/failure';

/** The bytes of a chart by path, from the chart's folder, with `/` between the parts. */
export type ChartFiles = ReadonlyMap<string, Uint8Array>;

/**
 * All files in a chart's folder, those in .helmignore too: Helm applies that file itself. A link within the folder is
 * followed, as Helm does. Refuses a link out of the folder or in a circle, and anything that is not a file or folder.
 */
export function readChartFolder(folder: string): Outcome<ChartFiles> {
  const root = realPath(folder);
  if (root === undefined) return failure('chart-invalid', 'there is no such folder');
  // Checked first: a folder that is not a chart may be as large as a disk.
  if (!existsSync(join(root, 'Chart.yaml'))) return failure('chart-invalid', 'it has no Chart.yaml');
  const files = new Map<string, Uint8Array>();
  const reason = readInto(files, root, { path: '', real: root, above: [] });
  return reason === undefined ? { ok: true, value: files } : failure('chart-invalid', reason);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined; // it leads nowhere
  }
}

/** A folder on the way down: its path from the root, its real path, and the real paths of the folders above it. */
interface Step {
  readonly path: string;
  readonly real: string;
  readonly above: readonly string[];
}

function readInto(files: Map<string, Uint8Array>, root: string, step: Step): string | undefined {
  const above = [...step.above, step.real];
  for (const entry of readdirSync(step.real, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = step.path === '' ? entry.name : `${step.path}/${entry.name}`;
    const own = join(step.real, entry.name);
    const real = entry.isSymbolicLink() ? realPath(own) : own;
    if (real === undefined) return `${path} is a link to nothing`;
    if (above.includes(real)) return `${path} is a link in a circle`;
    if (!real.startsWith(root + sep)) return `${path} is a link that leaves the chart's folder`;
    const found = entry.isSymbolicLink() ? statSync(real) : entry;
    if (!found.isFile() && !found.isDirectory()) return `${path} is neither a file nor a folder`;
    if (found.isFile()) files.set(path, readFileSync(real));
    const reason = found.isDirectory() ? readInto(files, root, { path, real, above }) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** All files of a chart that Helm could take: in a folder, or in an archive. */
export async function readChart(path: string): Promise<Outcome<ChartFiles>> {
  return (await stat(path)).isDirectory() ? readChartFolder(path) : readChartArchive(await readFile(path));
}

const mebibyte = 1024 * 1024;
/** More than Helm itself unpacks from one archive. */
const largestMiB = 128;

/** All files in a chart's archive (.tgz), or why it cannot be read. Nothing is written, so its paths are not judged. */
export function readChartArchive(bytes: Uint8Array): Promise<Outcome<ChartFiles>> {
  return new Promise((settle) => {
    const files = new Map<string, Uint8Array>();
    let size = 0;
    const read = (entry: ReadEntry): void => {
      size += entry.size;
      if (size > largestMiB * mebibyte) parser.abort(new Error(`it unpacks to more than ${largestMiB} MiB`));
      const chunks: Uint8Array[] = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => {
        if (entry.type === 'File') files.set(entry.path.replace(/^[^/]*\//, ''), Buffer.concat(chunks));
      });
    };
    const parser = new Parser({ strict: true, onReadEntry: read });
    parser.on('error', (error: Error) => {
      settle(failure('chart-invalid', `the archive cannot be read: ${error.message}`));
    });
    parser.on('end', () => {
      settle({ ok: true, value: files });
    });
    parser.end(Buffer.from(bytes));
  });
}

/** A hash of the paths and the bytes. It does not depend on order or dates. */
export function digestOf(files: ChartFiles): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** A hash of the bytes alone, as that of an archive. */
export function bytesDigest(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
