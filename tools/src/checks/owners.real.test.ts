import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageName, packages } from '@sovereign-fleet/domain';
import ts from 'typescript';
import { repositoryFiles } from '../repository-files';
import { workspaceRoot } from '../workspace';

/** A fact that has one home, and what shows that another file spells it too. */
const facts = [
  {
    fact: 'the layout of the tree',
    home: 'packages/domain/src/fleet/layout.ts',
    spelling: /^\^?(\/|(gitops-out|\$)\\?\/)?clusters(\\?\/|$)|^gitops-out\/?$/,
    ask: 'sovereignFolder, regionFolder, outputFolder',
  },
  {
    fact: 'what a DNS label is',
    home: 'packages/domain/src/sovereign/dns-name.ts',
    spelling: /\[a-z0-9\]\(\[a-z0-9-\]/,
    ask: 'isDnsLabel, isDnsName, dnsLabelSource',
  },
  {
    fact: 'the key of a label of ours',
    home: 'packages/domain/src/slot/labels.ts',
    spelling: /^(catalyst\.)?openova\.io\//,
    ask: 'slotLabel, vclusterRoleLabel, nodeLabel',
  },
] as const;

/** Texts of literals, templates and regular expressions: comments and messages may name anything. */
function textsIn(file: string, source: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralTypeNode(node)) return; // the name of a field, as in Base['clusters']
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      texts.push(node.text);
    }
    if (ts.isRegularExpressionLiteral(node)) texts.push(node.text.slice(1));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return texts;
}

/** Facts that a file spells although it is not their home. */
function secondHomes(file: string, source: string): readonly string[] {
  const texts = textsIn(file, source);
  return facts
    .filter(({ home, spelling }) => home !== file && texts.some((text) => spelling.test(text)))
    .map(({ fact, home, ask }) => `${file} spells ${fact}: ask ${home} (${ask})`);
}

// Tests, their doubles and their workspaces spell facts on purpose: they are the witnesses.
const witness = /\.test\.ts$|\/testing\/|\/testdata\/|\/testing\.ts$/;

test('layout, DNS names and labels have one home each, which the others ask', () => {
  const files = repositoryFiles.filter((file) => /^(packages|generators|tools)\/.*\.ts$/.test(file));
  const sources = files.filter((file) => !witness.test(file));
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.flatMap((file) => secondHomes(file, readFileSync(join(workspaceRoot, file), 'utf8')))).toEqual([]);
});

test.each([
  { source: 'const folder = `clusters/${fqdn}`;', fact: 'the layout of the tree' },
  { source: "const root = 'gitops-out';", fact: 'the layout of the tree' },
  { source: 'const isFolder = /^clusters\\/[a-z0-9]/;', fact: 'the layout of the tree' },
  { source: 'const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;', fact: 'what a DNS label is' },
  { source: "const key = 'catalyst.openova.io/slot';", fact: 'the key of a label of ours' },
])('a second home is found in $source', ({ source, fact }) => {
  expect(secondHomes('packages/flux/src/x.ts', source)).toEqual([expect.stringContaining(`spells ${fact}: ask`)]);
});

test('a comment and a message may name a folder', () => {
  const source = "// `clusters/<fqdn>`\nconst help = 'files below clusters/<fqdn>/ are replaced';";
  expect(secondHomes('packages/flux/src/x.ts', source)).toEqual([]);
});

test('the packages that domain names are the workspaces of npm', () => {
  const ofUs = repositoryFiles
    .filter((file) => file.endsWith('package.json'))
    .filter((file) => /^(packages|generators|tools)\//.test(file) && !file.includes('testdata'));
  const names = ofUs.map((file) => {
    const { name } = JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8')) as { readonly name?: string };
    return name ?? file;
  });
  const known = packages.map(packageName);
  expect(names.filter((name) => name.startsWith('@sovereign-fleet/')).sort()).toEqual(known.sort());
});
