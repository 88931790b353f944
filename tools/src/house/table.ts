import type { FileMeasures } from './file-measures';
import { bareNameOf } from './bare-names';
import type { Survey } from './survey';

/** One line of the table that `npm run house` prints. */
export interface Row {
  readonly files: number;
  /** Of the fullest folder. */
  readonly 'files in a folder': number;
  readonly depth: number;
  readonly circles: number;
  readonly 'by path': number;
  readonly 'bare names': number;
  readonly 'prettier-ignore': number;
  readonly 'spread literals': number;
  readonly 'long lines': number;
  readonly 'longest file': number;
  readonly 'longest function': number;
}

/** The figures of a package. Long lines, `prettier-ignore` and spread literals are counted in tests too. */
export function rowOf({ files, folderSizes, chain, circles, outside }: Survey): Row {
  const sources = files.filter((file) => file.isSource);
  const functions = sources.flatMap((file) => file.functions);
  const count = (places: (file: FileMeasures) => readonly number[]) => files.flatMap(places).length;
  return {
    files: sources.length,
    'files in a folder': Math.max(0, ...folderSizes.values()),
    depth: chain.length,
    circles: circles.length,
    'by path': outside.length,
    'bare names': functions.filter(({ name, isMember }) => !isMember && bareNameOf(name) !== undefined).length,
    'prettier-ignore': count((file) => file.prettierIgnores),
    'spread literals': count((file) => file.spreadLiterals),
    'long lines': count((file) => file.longLines),
    'longest file': Math.max(0, ...sources.map(({ lines }) => lines)),
    'longest function': Math.max(0, ...functions.map(({ lines }) => lines)),
  };
}
