import { readLayerTables } from './layers';
import { section } from './pages';

const page = 'docs/design.md';

interface Package {
  readonly name: string;
  readonly text: string;
}

const packages: readonly Package[] = section(page, '## Packages')
  .split(/^### /m)
  .slice(1)
  .map((part) => ({ name: /^`([a-z-]+)`/.exec(part)?.[1] ?? '', text: part.replace(/\s+/g, ' ') }));

const { imports: layers } = readLayerTables();

test('design.md has a part for each package that lint knows, and for no other', () => {
  expect(packages.map(({ name }) => name).sort()).toEqual(Object.keys(layers).sort());
});

test.each(packages)('design.md says of $name why it is there, its call, and what lint lets it import', (one) => {
  const [, imports = ''] = /- May import: (.*)$/.exec(one.text) ?? [];
  const named = [...imports.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name);
  expect([...named].sort()).toEqual([...(layers[one.name] ?? [])].sort());
  expect(one.text).toMatch(/ - Why: .* - Call: /);
});
