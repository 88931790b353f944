// For tests: records as people's editors and settings let them be written.

/** A way to write TypeScript that people's editors and settings allow. */
interface Dialect {
  readonly regions: string;
  readonly imported: string;
  /** Of a file that is imported. */
  readonly ending: '' | '.ts';
}

const plain = "export const second = 'nbg1' as const;\n";

/** Workspaces by what package.json says of modules, with a Sovereign in each dialect. */
export const workspacesByType: Readonly<Record<'commonjs' | 'module', Readonly<Record<string, Dialect>>>> = {
  commonjs: {
    plain: { regions: plain, imported: "import { second } from './regions';", ending: '' },
    // Enums, types without "type", imports without an ending.
    older: {
      regions: "export interface Code { readonly code: string }\nexport enum Region { Second = 'nbg1' }\n",
      imported:
        "import { Code, Region } from './regions';\nconst code: Code = { code: Region.Second };\n" +
        "const second = code.code as 'nbg1';",
      ending: '',
    },
  },
  module: { modern: { regions: plain, imported: "import { second } from './regions.ts';", ending: '.ts' } },
};

/** The files of a Sovereign, in its folder. */
export function recordIn({ regions, imported, ending }: Dialect, name: string): Readonly<Record<string, string>> {
  return {
    'regions.ts': regions,
    'sovereign.ts': `import { defineSovereign } from '../../kits/openova/kit${ending}';
${imported}

export default defineSovereign({
  fqdn: '${name}.fleet.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: second, provider: 'hetzner', role: 'secondary' },
  ],
});
`,
  };
}
