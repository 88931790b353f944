import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { failure, type Outcome } from '../contract/failure';
import { mebibyte } from '../programs/output-limit';

/** The bytes of a chart by path, from the chart's folder, with `/` between the parts. */
export type ChartFiles = ReadonlyMap<string, Uint8Array>;

/** A chart is read whole into memory. */
export const largestChartMiB = 128;

/** An archive of some KiB can have a hundred thousand. The largest charts have some hundreds, with their subcharts. */
export const mostChartFiles = 10_000;

/**
 * All files in a chart's folder, those in .helmignore too: Helm applies that file itself. A link within the folder is
 * followed, as Helm does. Refuses a link out of the folder or in a circle, and anything that is not a file or folder.
 * `leavesOut` is asked of the real path of each file and folder.
 */
export function readChartFolder(
  folder: string,
  leavesOut: (path: string) => boolean = () => false,
): Outcome<ChartFiles> {
  const root = realPath(folder);
  if (root === undefined) return failure('chart-invalid', 'there is no such folder');
  // Checked first: a folder that is not a chart may be as large as a disk.
  if (!existsSync(join(root, 'Chart.yaml'))) return failure('chart-invalid', 'it has no Chart.yaml');
  const files = new Map<string, Uint8Array>();
  const reading = { files, root, leavesOut, size: 0 };
  const reason = readInto(reading, { path: '', real: root, above: [] });
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

interface Reading {
  readonly files: Map<string, Uint8Array>;
  readonly root: string;
  readonly leavesOut: (path: string) => boolean;
  /** The bytes so far. */
  size: number;
}

function readInto(reading: Reading, step: Step): string | undefined {
  const { files, root, leavesOut } = reading;
  const above = [...step.above, step.real];
  for (const entry of readdirSync(step.real, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = step.path === '' ? entry.name : `${step.path}/${entry.name}`;
    const own = join(step.real, entry.name);
    const real = entry.isSymbolicLink() ? realPath(own) : own;
    if (real === undefined) return `${path} is a link to nothing`;
    if (above.includes(real)) return `${path} is a link in a circle`;
    if (!real.startsWith(root + sep)) return `${path} is a link that leaves the chart's folder`;
    if (leavesOut(real)) continue;
    const found = statSync(real);
    if (!found.isFile() && !found.isDirectory()) return `${path} is neither a file nor a folder`;
    if (found.isFile()) reading.size += found.size;
    if (reading.size > largestChartMiB * mebibyte) return `it has more than ${largestChartMiB} MiB`;
    if (files.size >= mostChartFiles) return `it has more than ${mostChartFiles} files`;
    if (found.isFile()) files.set(path, readFileSync(real));
    const reason = found.isDirectory() ? readInto(reading, { path, real, above }) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
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
