import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { type ChartFiles, largestChartMiB, mostChartFiles, readChartFolder } from './chart-files';
import { mebibyte } from '../programs/output-limit';
import { failure, type Outcome } from '../contract/failure';

/** How many bytes and files may still be unpacked of a chart, with the archives in it. */
export interface Unpacking {
  left: number;
  files: number;
}

/** Of one chart. Helm itself unpacks no more than 100 MiB of one archive. */
export function newUnpacking(): Unpacking {
  return { left: largestChartMiB * mebibyte, files: mostChartFiles };
}

/** All files of a chart: in a folder, or in an archive. */
export async function readChart(path: string): Promise<Outcome<ChartFiles>> {
  return (await stat(path)).isDirectory() ? readChartFolder(path) : readChartArchive(await readFile(path));
}

const unzip = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(gunzip);

/**
 * All files in a chart's archive (.tgz) by the names that Helm gives them, or why it cannot be read. Helm never gets
 * the archive itself, but these files in a folder: what another reader finds in an archive may differ from what we do.
 */
export async function readChartArchive(
  bytes: Uint8Array,
  unpacking: Unpacking = newUnpacking(),
): Promise<Outcome<ChartFiles>> {
  try {
    if (unpacking.left <= 0) return tooLarge;
    const unzipped = await unzip(bytes, { maxOutputLength: unpacking.left });
    unpacking.left -= unzipped.length;
    const files = await filesOfTar(unzipped, unpacking.files);
    unpacking.files -= files.size;
    return { ok: true, value: files };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // of Node, of tar, or of ours
    return code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge : unreadable(message);
  }
}

function unreadable(reason: string): Outcome<never> {
  return failure('chart-invalid', `the archive cannot be read: ${reason}`);
}

const tooLarge = unreadable(`it unpacks to more than ${largestChartMiB} MiB`);

function filesOfTar(unzipped: Buffer, most: number): Promise<ChartFiles> {
  return new Promise((settle, refuse) => {
    const files = new Map<string, Uint8Array>();
    const read = (entry: ReadEntry): void => {
      const name = entry.type === 'Directory' ? undefined : nameInChart(entry.path);
      if (files.size >= most) throw new Error(`it has more than ${mostChartFiles} files`);
      const chunks: Uint8Array[] = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => {
        if (name !== undefined) files.set(name, Buffer.concat(chunks));
      });
    };
    const parser = new Parser({ strict: true, onReadEntry: read });
    parser.on('error', refuse);
    parser.on('end', () => {
      settle(files);
    });
    try {
      parser.end(unzipped);
    } catch (error) {
      refuse(error instanceof Error ? error : new Error(String(error))); // of nameInChart
    }
  });
}

/** The name of a file without the chart's folder (Helm: LoadArchiveFiles). Throws for one that leads out of it. */
function nameInChart(path: string): string {
  const parts: string[] = [];
  const written = (path.includes('\\') ? path.split('\\') : path.split('/')).slice(1).join('/');
  if (written.startsWith('/')) throw new Error('chart illegally contains absolute paths');
  for (const part of written.split('/')) {
    if (part === '..' && parts.length === 0) throw new Error('chart illegally references parent directory');
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  if (parts.length === 0) throw new Error(`chart illegally contains content outside the base directory: "${path}"`);
  return parts.join('/');
}
