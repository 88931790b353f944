import { reachableDeclarations } from './reachable-declarations';

const all = new Map([
  [
    'nx',
    new Map([
      ['index.d.ts', "export * from '@x/kit';"],
      ['plugin.d.ts', 'export declare const plugin: number;'],
    ]),
  ],
  [
    'kit',
    new Map([
      ['index.d.ts', "export { kit } from './kit';\nexport type { Slot } from '@x/domain';"],
      ['kit.d.ts', 'export declare const kit: import("./value").Value;'],
      ['value.d.ts', 'export type Value = string;'],
      ['node.d.ts', "import type { Loader } from '@x/domain';\nexport declare const load: Loader;"],
    ]),
  ],
  [
    'domain',
    new Map([
      [
        'index.d.ts',
        "export { type Slot, readSlot } from './slot';\nexport type { Loader } from './loader';\n" +
          "export type { Json } from './json';",
      ],
      ['slot.d.ts', 'export interface Slot { json: import(".").Json }\nexport declare const readSlot: () => Slot;'],
      ['json.d.ts', 'export type Json = string;'],
      ['loader.d.ts', 'export type Loader = () => void;'],
    ]),
  ],
]);

test('declarations are those that the index of the first package reaches, by names where it asks for names', () => {
  const reached = reachableDeclarations(all, 'nx', '@x');
  const paths = [...reached].map(([name, files]) => [name, [...files.keys()].sort()]);
  expect(paths).toEqual([
    ['nx', ['index.d.ts']],
    ['kit', ['index.d.ts', 'kit.d.ts', 'value.d.ts']],
    ['domain', ['index.d.ts', 'json.d.ts', 'slot.d.ts']],
  ]);
  expect(reached.get('domain')?.get('index.d.ts')).toBe(
    "export { type Slot } from './slot';\nexport type { Json } from './json';\n",
  );
});
