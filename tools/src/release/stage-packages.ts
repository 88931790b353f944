import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { workspaceRoot } from '../workspace';
import { withoutIndentation } from './without-indentation';
import { compiledPath, parsePackage, publishedPackage } from './published-package';
import { reachableDeclarations } from './reachable-declarations';

/** A package that is published, and the folder of its sources. */
interface Published {
  /** Without the scope. */
  readonly name: string;
  /** From the root. */
  readonly folder: string;
}

/** All that are published: what users name, and the layers below it, which are promised to nobody. */
function publishedPackages(): readonly Published[] {
  const layers = readdirSync(join(workspaceRoot, 'packages')).sort();
  return [...layers.map((name) => ({ name, folder: `packages/${name}` })), { name: 'nx', folder: 'generators' }];
}

/** Packages whose declarations come along, as far as people's files reach them. Nobody is promised anything else. */
const typed = ['bootstrap-kit', 'domain', 'nx'];

/** Where `npm run build` puts the packages, ready for `npm pack`. */
const stageFolder = 'dist/packages';

/** Files that no compiler writes, by the package that reads them: from the root, to the package. */
const brought: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  workspace: { 'charts/testdata/vcluster': 'charts/vcluster' },
  nx: {
    'kits/openova': 'kits/openova',
    'generators/files': 'files',
    'generators/npm-readme.md': 'README.md',
    'docs/renovate.json': 'renovate/renovate.json',
    '.github/workflows/propose.yaml': 'workflows/propose.yaml',
    '.github/workflows/review.yaml': 'workflows/review.yaml',
  },
};

/** Lists of Nx, which name the files of generators and executors. */
const lists = ['generators.json', 'executors.json', 'migrations.json'];

/** Puts each package together from what `tsc -b` wrote, and gives their folders, from the root. */
export function stagePackages(): readonly string[] {
  const { engines } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as { engines: unknown };
  rmSync(join(workspaceRoot, stageFolder), { recursive: true, force: true });
  const reached = reachableDeclarations(
    new Map(typed.map((name) => [name, declarationsOf(name)])),
    'nx',
    '@sovereign-fleet',
  );
  return publishedPackages().map((one) => {
    return stagePackage(one, { engines, declarations: reached.get(one.name) ?? new Map<string, string>() });
  });
}

/** What `tsc -b` declared of a package. */
function declarationsOf(name: string): ReadonlyMap<string, string> {
  const from = join(workspaceRoot, 'dist/build', name);
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'));
  return new Map(files.map((file) => [file, readFileSync(join(from, file), 'utf8')]));
}

interface Stage {
  readonly engines: unknown;
  /** By their paths in what was compiled. */
  readonly declarations: ReadonlyMap<string, string>;
}

function stagePackage({ name, folder }: Published, { engines, declarations }: Stage): string {
  const source = join(workspaceRoot, folder);
  const target = join(workspaceRoot, stageFolder, name);
  mkdirSync(target, { recursive: true });
  const published = publishedPackage(parsePackage(readFileSync(join(source, 'package.json'), 'utf8')), {
    engines,
    isTyped: (file) => declarations.has(file.replace(/\.ts$/, '.d.ts')),
  });
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  writeFileSync(join(target, 'README.md'), readmeOf(`@sovereign-fleet/${name}`));
  copyCompiled(name, join(source, 'src'), join(target, 'dist'));
  for (const [file, text] of declarations) {
    mkdirSync(dirname(join(target, 'dist', file)), { recursive: true });
    writeFileSync(join(target, 'dist', file), text);
  }
  copyAssets(join(source, 'src'), join(target, 'dist'));
  for (const list of readdirSync(source).filter((file) => lists.includes(file))) {
    writeFileSync(join(target, list), withCompiledPaths(readFileSync(join(source, list), 'utf8')));
  }
  for (const file of readdirSync(source).filter((one) => one === 'CHANGELOG.md')) {
    cpSync(join(source, file), join(target, file));
  }
  for (const [from, to] of Object.entries(brought[name] ?? {})) {
    cpSync(join(workspaceRoot, from), join(target, to), { recursive: true });
  }
  return relative(workspaceRoot, target);
}

/** Of a layer. What stands in its folder is for who writes it, and what users name brings its own. */
function readmeOf(name: string): string {
  return `# ${name}\n\nA layer of @sovereign-fleet/nx, in the same version. It is promised to nobody.\n`;
}

const printer = ts.createPrinter({ removeComments: true });

/** Code without comments. */
function copyCompiled(name: string, source: string, to: string): void {
  const from = join(workspaceRoot, 'dist/build', name);
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' });
  // tsc leaves what it wrote of a source that is gone.
  const isThere = (file: string) => existsSync(join(source, file.replace(/\.js$/, '.ts')));
  for (const file of files.filter((one) => one.endsWith('.js') && isThere(one))) {
    const text = readFileSync(join(from, file), 'utf8');
    mkdirSync(dirname(join(to, file)), { recursive: true });
    writeFileSync(join(to, file), withoutIndentation(withoutComments(text)));
  }
}

/** Printed from what is parsed: to transpile each file would start a compiler for it. */
function withoutComments(text: string): string {
  const file = ts.createSourceFile('file.js', text, ts.ScriptTarget.ES2023, true);
  return printer.printFile(file);
}

/** Schemas and tables, and scripts for Node as it is. What only tests read stays here. */
function copyAssets(from: string, to: string): void {
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((one) => /\.(json|mjs)$/.test(one) && !/(^|\/)(testing|golden)\//.test(one))) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(from, file), join(to, file));
  }
}

function withCompiledPaths(list: string): string {
  return list.replace(/"\.\/src\/[^"]+"/g, (quoted) => JSON.stringify(compiledPath(quoted.slice(1, -1))));
}
