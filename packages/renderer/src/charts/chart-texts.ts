import type { ChartFiles } from './chart-files';
import { allAsked, apisAskedIn } from '../cluster/asked-apis';
import type { ChartMetadata } from './chart-metadata';
import { outsideOfFiles } from './outside-schemas';
import { valuesOfChart, valuesOfFiles } from './read-values';
import type { ChartTexts } from '../contract/ports';
import { mayBeUnsteady } from '../contract/unsteady';

/** A comparison that has the same answer for each release of a line. */
const compared = /semverCompare\s+"[^\d"]*[0-3]\.[^"]*"\s+\$?\.Capabilities\.HelmVersion\.Version/g;
const crdFile = /^crds\/.+\.(ya?ml|json)$/i;
/** Words that no template is read without; most files have none of them. */
const words = ['Capabilities', 'APIVersions', 'HelmVersion', '"+"', '`+`', '.Values'];

/** What the files of one chart say, without those of its subcharts. */
export function textsOfFiles(files: ChartFiles): ChartTexts {
  const own = [...files].filter(([path]) => !path.startsWith('charts/'));
  const read = own.filter(([path]) => !path.endsWith('.md')).map(([, bytes]) => bytes);
  const texts = read.filter((bytes) => hasWord(bytes, words)).map(decode);
  return {
    hasCrds: own.some(([path]) => crdFile.test(path)),
    asked: allAsked(texts.map(apisAskedIn)),
    isLibrary: false,
    readsHelmVersion: texts.some((text) => text.replace(compared, '').includes('HelmVersion')),
    replacesPlus: texts.some((text) => /["`]\+["`]/.test(text)),
    values: valuesOfFiles(texts, files),
    // Also values and files, since `tpl` makes templates of them.
    isUnsteady: read.some((bytes) => hasWord(bytes, ['{{']) && mayBeUnsteady(decode(bytes))),
    outsideSchemas: outsideOfFiles(files),
  };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function hasWord(bytes: Uint8Array, some: readonly string[]): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return some.some((word) => buffer.includes(word));
}

interface ReadChart {
  readonly metadata: ChartMetadata;
  readonly texts: ChartTexts;
  readonly subcharts: readonly ReadChart[];
}

/** What a chart says with its subcharts, at any depth. */
export function textsOfChart(chart: ReadChart): ChartTexts {
  const all = [chart.texts, ...chart.subcharts.map(textsOfChart)];
  return {
    hasCrds: all.some(({ hasCrds }) => hasCrds),
    asked: allAsked(all.map(({ asked }) => asked)),
    isLibrary: chart.metadata.type === 'library',
    readsHelmVersion: all.some(({ readsHelmVersion }) => readsHelmVersion),
    replacesPlus: all.some(({ replacesPlus }) => replacesPlus),
    values: valuesOfChart(chart),
    isUnsteady: all.some(({ isUnsteady }) => isUnsteady),
    outsideSchemas: [...new Set(all.flatMap(({ outsideSchemas }) => outsideSchemas))],
  };
}
