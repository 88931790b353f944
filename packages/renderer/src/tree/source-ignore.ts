import { addAll } from '@sovereign-fleet/domain';
import { pathMatch } from './path-pattern';
import type { Files } from '../contract/ports';
import { folderOf } from './tree-folder';

interface Pattern {
  /** The folder of its file, '' for the root. */
  readonly folder: string;
  readonly includes: boolean;
  /** Of a path that starts at that folder. */
  readonly matches: (path: string) => boolean;
}

// source-controller, documentation of GitRepository: "Excluding files"; fluxcd/pkg: sourceignore.
const alwaysIgnored = ['.git/', '.gitignore', '.gitmodules', '.gitattributes'];
const ignoredByDefault = [
  '*.jpg',
  '*.jpeg',
  '*.gif',
  '*.png',
  '*.wmv',
  '*.flv',
  '*.tar.gz',
  '*.zip',
  '.github/',
  '.circleci/',
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
  '**/.goreleaser.yml',
  '**/.sops.yaml',
  '**/.flux.yaml',
];

/** What is passed on of a tree, which all its regions ask for in each of their rounds. */
const passedOn = new WeakMap<Files, Files>();

/** The files of a tree that source-controller passes on, where its source says nothing of them. */
export function withoutIgnored(files: Files): Files {
  const known = passedOn.get(files);
  if (known !== undefined) return known;
  const isIgnored = ignoreRule(files);
  const left = new Map([...files].filter(([path]) => !isIgnored(path)));
  passedOn.set(files, left);
  return left;
}

/**
 * Tells whether source-controller leaves out a file. The last pattern that matches decides: those of the tree's
 * `.sourceignore` files, outer ones first, then those of `spec.ignore`. If there is neither, it has a list of its own.
 * Unlike in git, a file in an excluded folder can be included again.
 */
export function ignoreRule(files: Files, ignore?: string): (path: string) => boolean {
  const own = [...patternsInTree(files), ...patternsOf(ignore ?? '', '')];
  const patterns = [...patternsOf(alwaysIgnored, ''), ...(own.length > 0 ? own : patternsOf(ignoredByDefault, ''))];
  return (path) => isExcluded(path, patterns);
}

function patternsInTree(files: Files): readonly Pattern[] {
  const ignoring = [...files].filter(([path]) => /(^|\/)\.sourceignore$/.test(path));
  const patterns: Pattern[] = [];
  const usual = patternsOf([...alwaysIgnored, ...ignoredByDefault], '');
  for (const [path, text] of ignoring.sort(([a], [b]) => depthOf(a) - depthOf(b))) {
    const folder = folderOf(path);
    // A file in an excluded folder is not read.
    const isSeen = folder === '' || !isExcluded(`${folder}/`, [...usual, ...patterns]);
    if (isSeen) addAll(patterns, patternsOf(text, folder));
  }
  return patterns;
}

function depthOf(path: string): number {
  return path.split('/').length;
}

function isExcluded(path: string, patterns: readonly Pattern[]): boolean {
  const last = patterns.findLast(({ folder, matches }) => {
    if (folder === '') return matches(path);
    return path.startsWith(`${folder}/`) && matches(path.slice(folder.length + 1));
  });
  return last !== undefined && !last.includes;
}

function patternsOf(text: string | readonly string[], folder: string): readonly Pattern[] {
  const lines = typeof text === 'string' ? text.split(/\r?\n/) : text;
  return lines
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .map((line) => {
      const matches = pathMatch(line.replace(/^!/, ''));
      return { folder, includes: line.startsWith('!'), matches };
    });
}
