import type { ChartFiles } from './chart-files';
import { allAsked, apisAskedIn } from '../cluster/asked-apis';
import { outsideOfFiles } from './outside-schemas';
import type { ChartTexts } from '../contract/ports';

const crdFile = /^crds\/.+\.(ya?ml|json)$/i;
/** Words that no template is read without; most files have none of them. */
const words = ['Capabilities', 'APIVersions', '"+"', '`+`'];

/** What the files of one chart say, without those of its subcharts. */
export function textsOfFiles(files: ChartFiles): ChartTexts {
  const own = [...files].filter(([path]) => !path.startsWith('charts/'));
  const telling = own.filter(([path, bytes]) => !path.endsWith('.md') && hasWord(bytes));
  const texts = telling.map(([, bytes]) => new TextDecoder().decode(bytes));
  return {
    hasCrds: own.some(([path]) => crdFile.test(path)),
    asked: allAsked(texts.map(apisAskedIn)),
    replacesPlus: texts.some((text) => /["`]\+["`]/.test(text)),
    outsideSchemas: outsideOfFiles(files),
  };
}

function hasWord(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return words.some((word) => buffer.includes(word));
}

interface ReadChart {
  readonly texts: ChartTexts;
  readonly subcharts: readonly ReadChart[];
}

/** What a chart says with its subcharts, at any depth. */
export function textsOfChart({ texts, subcharts }: ReadChart): ChartTexts {
  const all = [texts, ...subcharts.map(textsOfChart)];
  return {
    hasCrds: all.some(({ hasCrds }) => hasCrds),
    asked: allAsked(all.map(({ asked }) => asked)),
    replacesPlus: all.some(({ replacesPlus }) => replacesPlus),
    outsideSchemas: [...new Set(all.flatMap(({ outsideSchemas }) => outsideSchemas))],
  };
}
