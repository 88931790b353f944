import { bareNameOf } from './bare-names';
import { limits } from './limits';
import { isCode } from './package-files';
import type { Survey } from './survey';

/** One place that is above a limit. */
export interface Finding {
  readonly package: string;
  readonly file: string;
  readonly line?: number;
  /** What is there, and how much is allowed. */
  readonly text: string;
  /** A warning is printed, and fails nothing. */
  readonly isWarning: boolean;
}

type Place = Omit<Finding, 'package' | 'isWarning'>;

/** What is above a limit in a package, file by file. */
export function findingsIn(survey: Survey): readonly Finding[] {
  const failures = [
    ...folderFindings(survey),
    ...importFindings(survey),
    ...functionFindings(survey),
    ...textFindings(survey),
  ];
  return [
    ...failures.map((place) => ({ package: survey.package, ...place, isWarning: false })),
    ...longFiles(survey).map((place) => ({ package: survey.package, ...place, isWarning: true })),
  ];
}

function folderFindings({ folderSizes }: Survey): readonly Place[] {
  const full = [...folderSizes].filter(([, size]) => size > limits.filesInFolder);
  return full.map(([file, size]) => ({ file, text: `${size} files in a folder, ${limits.filesInFolder} are allowed` }));
}

function importFindings({ chain, circles, outside }: Survey): readonly Place[] {
  const deep = chain.length > limits.importDepth ? [chain] : [];
  return [
    ...deep.map(([file = '', ...others]) => ({
      file,
      text: `imports ${chain.length} files deep, ${limits.importDepth} are allowed: ${others.join(' > ')}`,
    })),
    ...circles.map(([file = '', ...others]) => ({
      file,
      text: `imports itself through others, no circle is allowed: ${others.join(', ')}`,
    })),
    ...outside.map(({ file, line, specifier }) => ({
      file,
      line,
      text: `"${specifier}" leads out of the package: import by name, @sovereign-fleet/<name>`,
    })),
  ];
}

function functionFindings({ files }: Survey): readonly Place[] {
  const functions = files.flatMap((file) => (file.isSource || file.isScript ? functionsOf(file) : []));
  const bare = functions.flatMap((one) => {
    const kind = one.isMember ? undefined : bareNameOf(one.name);
    return kind === undefined ? [] : [{ ...one, kind }];
  });
  const long = functions.filter(({ lines }) => lines > limits.functionLines);
  return [
    ...bare.map(({ file, line, name, kind }) => ({
      file,
      line,
      text: `function "${name}" is a bare ${kind}: begin with a verb, or take the noun that it returns`,
    })),
    ...long.map(({ file, line, name, lines }) => ({
      file,
      line,
      text: `function "${name}" has ${lines} lines, ${limits.functionLines} are allowed`,
    })),
  ];
}

function functionsOf({ path, functions }: Survey['files'][number]) {
  return functions.map((one) => ({ file: path, ...one }));
}

function textFindings({ files }: Survey): readonly Place[] {
  return files.flatMap(({ path: file, longLines, prettierIgnores, spreadLiterals }) => [
    ...longLines.map((line) => ({ file, line, text: `a line above ${limits.lineLength} characters` })),
    ...prettierIgnores.map((line) => ({ file, line, text: 'prettier-ignore: write it as Prettier does' })),
    ...spreadLiterals.map((line) => ({
      file,
      line,
      text: 'a literal is spread into a literal: write its entries there',
    })),
  ]);
}

function longFiles({ files }: Survey): readonly Place[] {
  const long = files.filter(({ path, lines }) => isCode(path) && lines > limits.fileLines);
  return long.map(({ path, lines }) => ({
    file: path,
    text: `${lines} lines, think about two files at ${limits.fileLines}`,
  }));
}

/** The exit code of `npm run house`: 1 if something is above a limit. Warnings fail nothing. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ isWarning }) => !isWarning) ? 1 : 0;
}

/** A finding as one line that editors can jump to. */
export function findingLine({ package: folder, file, line, text, isWarning }: Finding): string {
  const path = folder === '.' ? file : `${folder}/${file}`;
  return `${isWarning ? 'warning ' : ''}${path}${line === undefined ? '' : `:${line}`} ${text}`;
}
