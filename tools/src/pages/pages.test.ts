import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { limits } from '../house/limits';
import { repositoryFiles } from '../repository-files';
import { workspaceRoot } from '../workspace';
import { commandsIn } from './commands';
import { codeSpans, pages, readPage } from './pages';

const decisions = pages.filter((page) => page.startsWith('docs/decisions/'));
const baseNames = new Set(repositoryFiles.map((file) => basename(file)));

/** Files that commands make. They are not in the repository. */
const made = ['objects.yaml', 'region.json', 'review.json', 'gotk-components.yaml'];

/** Folders of the repository; what a page names in them is there. */
const topFolders = new Set(repositoryFiles.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));

/** Whether a page names something that does not exist: a path below a folder of ours, or the name of a file. */
function isMissing(code: string): boolean {
  if (!/^[\w.@/-]+$/.test(code)) return false;
  const isOurs = code.includes('/') && topFolders.has(code.split('/')[0]);
  const isOfPeople = code.startsWith('gitops-out/') || code.startsWith('sovereigns/');
  if (isOurs && !isOfPeople) return !existsSync(join(workspaceRoot, code));
  const isFile = /^[\w.-]+\.(ts|mjs|cjs|json|ya?ml|tpl|sh|md)$/.test(code);
  return isFile && !baseNames.has(code) && !made.includes(code);
}

test.each(pages)('%s names only files and folders that exist', (page) => {
  expect(codeSpans(page).filter(isMissing)).toEqual([]);
});

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  const words = heading.replace(/[`*]/g, '').toLowerCase();
  return words.replace(/[^\w\- ]/g, '').replaceAll(' ', '-');
}

function anchorsIn(page: string): readonly string[] {
  return [...readPage(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(workspaceRoot, target))) return true;
  return anchor !== undefined && !anchorsIn(target).includes(anchor);
}

test.each(pages)('each link of %s leads to a page, and to a heading of it', (page) => {
  const links = [...readPage(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const ofOurs = links.filter((link) => !/^https?:/.test(link));
  expect(ofOurs.filter((link) => isBroken(page, link))).toEqual([]);
});

function keysOf(file: string, key: string): readonly string[] {
  const json = JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8')) as Record<string, object>;
  return Object.keys(json[key] ?? {});
}

const scripts = keysOf('package.json', 'scripts');
const generators = keysOf('generators/generators.json', 'generators');
const executors = keysOf('generators/executors.json', 'executors');
/** Two of them have one executor (docs/decisions/0070-one-batch.md). */
const ofSovereigns = executors.flatMap((name) => (name === 'render-review' ? ['render', 'review'] : [name]));
const targetDefaults = keysOf('nx.json', 'targetDefaults');

/** Names in a command that do not exist: of a script, a generator, a target or a file. */
function unknownIn(command: string): readonly string[] {
  const named = (pattern: RegExp) => [...command.matchAll(pattern)].map(([, name = '']) => name);
  const targets = [...named(/\bnx run [\w<>-]+:([\w-]+)/g), ...named(/ -t ([\w-]+)/g)];
  return [
    ...named(/\bnpm run (?:-s |--silent )?([\w:-]+)/g).filter((script) => !scripts.includes(script)),
    ...named(/\bnx g ([\w-]+)/g).filter((generator) => !generators.includes(generator)),
    ...targets.filter((target) => ![...ofSovereigns, ...targetDefaults].includes(target)),
    ...named(/\bnode (?:--\S+ )*([\w./-]+\.[mc]?[jt]s)/g).filter((file) => !existsSync(join(workspaceRoot, file))),
  ];
}

test.each(pages)('each command of %s is one that there is', (page) => {
  const commands = [...codeSpans(page), ...commandsIn(page)];
  expect(commands.flatMap(unknownIn)).toEqual([]);
});

test.each(pages)('%s has no line above the limit', (page) => {
  const lines = readPage(page).split('\n');
  expect(lines.filter((line) => line.length > limits.lineLength)).toEqual([]);
});

test('the README has at most 130 lines', () => {
  expect(readPage('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(130);
});

test('each page for people is linked from the README', () => {
  const forPeople = pages.filter((page) => /^(CONTRIBUTING|docs\/[^/]+)\.md$/.test(page));
  expect(forPeople.length).toBeGreaterThan(8);
  expect(forPeople.filter((page) => !readPage('README.md').includes(`](${page})`))).toEqual([]);
});

test.each(decisions)('%s has the number of its file, and is short', (page) => {
  const [number = ''] = basename(page).split('-');
  const [heading = '', ...lines] = readPage(page).trimEnd().split('\n');
  expect(heading).toMatch(new RegExp(`^# ${number} \\S`));
  expect(lines.filter((line) => !line.startsWith('| ')).length).toBeLessThanOrEqual(20);
});

test('each number of a decision is given once', () => {
  const numbers = decisions.map((page) => basename(page).slice(0, 4));
  expect([...new Set(numbers)]).toEqual(numbers);
});

test('each decision, each page and each file of TypeScript that the code names exists', () => {
  const code = repositoryFiles.filter((file) => /\.([mc]?[jt]s|ya?ml)$/.test(file) && !file.endsWith('.test.ts'));
  const named = code.flatMap((file) => namedIn(file).map((name) => ({ file, name })));
  expect(named.length).toBeGreaterThan(20);
  const exists = (name: string) => [...pages, ...repositoryFiles].some((path) => path.startsWith(name));
  expect(named.filter(({ name }) => !exists(name))).toEqual([]);
});

/** Paths in the comments and messages of a file; a pattern of files is none. */
function namedIn(file: string): readonly string[] {
  const text = readFileSync(join(workspaceRoot, file), 'utf8');
  const path = /(?<![\w./-])(?:docs\/(?:decisions\/\d{4}|[a-z-]+\.md)|(?:packages|generators|tools)\/[\w./-]+\.ts)\b/g;
  return [...text.matchAll(path)].map(([name]) => name);
}
