import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { changedWorkspace, testRefusals } from '../testing/changed-workspace';
import slotGenerator from './generator';
import type { SlotOptions } from './options';

const workspace = changedWorkspace();
const { compileAll, textOf, write, written } = workspace;
const run = (options: SlotOptions) => workspace.run(slotGenerator, options);
const grafana: SlotOptions = { name: 'bp-grafana', version: '1.2.0', dependsOn: ['bp-cilium'] };

/** The kit of the tests with its rows in files, as `nx g init` and `import` write them. */
function partKit(): void {
  const kit = textOf('kits/example/kit.ts');
  const parted = kit
    .replace(/slots: \[\n([\s\S]*?)\n {2}\],\n\}\)/, (_, rows: string) => {
      write({ 'kits/example/slots/01-all.ts': rowsFile(kit, rows) });
      return 'slots: [...rows],\n})';
    })
    .replace(/\n\n(?=\/\*\*|const)/, "\nimport { rows } from './slots/01-all';\n\n");
  write({ 'kits/example/kit.ts': parted });
}

function rowsFile(kit: string, rows: string): string {
  const imports = kit.slice(0, kit.indexOf('\n\n')).replaceAll("'./", "'../");
  return `${imports}\n\nexport const rows = [\n${rows}\n] as const;\n`;
}

test('a kit gets a row in a file of its own, its name and its line, and each tree the slot', async () => {
  const { changes, said } = await run(grafana);
  const files = written();
  expect(files['kits/example/slots/60-grafana.ts']).toBe(`import type { Slot } from '@sovereign-fleet/nx';

export const grafana: Slot<'bp-grafana'> = {
  number: '60',
  name: 'bp-grafana',
  chart: { version: '1.2.0' },
  namespace: { name: 'grafana', from: 'slot' },
  dependsOn: ['bp-cilium'],
};
`);
  expect(files['kits/example/graph.yaml']).toMatch(
    /\n {2}- \{ slot: '60', name: bp-grafana, depends_on: \[bp-cilium\] \}\n$/,
  );
  expect(files['kits/example/kit.ts']).toContain("\nimport { grafana } from './slots/60-grafana';\n");
  expect(files['kits/example/kit.ts']).toMatch(/\n {4}grafana,\n {2}\],/);
  expect(changes).toContain('CREATE gitops-out/clusters/acme.example.com/bootstrap-kit/60-grafana.yaml');
  expect(said.slice(-3)).toEqual([
    'The kit example has bp-grafana as number 60.',
    'Its values have no types: its chart is not in charts/, and --pull fetches it.',
    'Next: give it values in kits/example/slots/60-grafana.ts, run "npx nx sync", and commit all.',
  ]);
  expect(compileAll().changes).toEqual([]);
  expect(await run(grafana)).toEqual({ changes: [], said: ['Nothing to change.'] });
});

test('a schema that is a link is not read', async () => {
  write({ 'charts/bp-grafana/Chart.yaml': 'apiVersion: v2\nname: bp-grafana\nversion: 1.2.0\n', 'secret.json': '{}' });
  symlinkSync('../../secret.json', join(workspace.root(), 'charts/bp-grafana/values.schema.json'));
  expect((await run(grafana)).said).toContain('Its values have no types: its chart has no values.schema.json.');
});

test('a chart of another version types nothing', async () => {
  write({ 'charts/bp-grafana/Chart.yaml': 'apiVersion: v2\nname: bp-grafana\nversion: 1.20\n' });
  const { said } = await run(grafana);
  expect(said).toContain('Its values have no types: its chart is not in charts/, and --pull fetches it.');
});

test('a number in the middle puts it between the others, and comments of the graph stay', async () => {
  const graph = textOf('kits/example/graph.yaml');
  write({
    'kits/example/graph.yaml': graph.replace("  - { slot: '54'", "  # the vClusters\n  - { slot: '54'"),
  });
  await run({ ...grafana, number: '03' });
  expect(textOf('kits/example/graph.yaml')).toMatch(
    /\n {2}# the vClusters\n {2}- \{ slot: '03', name: bp-grafana.*\n {2}- \{ slot: '54'/,
  );
});

test('the namespace of another slot is not made twice, and another chart is named', async () => {
  await run({ ...grafana, namespace: 'cert-manager', chart: 'grafana-operator' });
  const row = textOf('kits/example/slots/60-grafana.ts');
  expect(row).toContain("chart: { name: 'grafana-operator', version: '1.2.0' },");
  expect(row).toContain("namespace: { name: 'cert-manager', from: 'elsewhere' },");
});

test.each(['dmz', 'kube-system'])(
  'the namespace %s, of a chart or from birth, is not made twice',
  async (namespace) => {
    await run({ ...grafana, namespace });
    expect(textOf('kits/example/slots/60-grafana.ts')).toContain(
      `namespace: { name: '${namespace}', from: 'elsewhere' },`,
    );
  },
);

test('where two kits have a slot, the command for another version names the kit', async () => {
  const files = ['kit.ts', 'graph.yaml', 'parameters.ts', 'vcluster-values.ts'];
  for (const file of files) {
    write({ [`kits/other/${file}`]: textOf(`kits/example/${file}`).replace("name: 'example'", "name: 'other'") });
  }
  const fleet = textOf('sovereigns/fleet.ts').replace('[example]', '[example, other]');
  write({ 'sovereigns/fleet.ts': `import other from '../kits/other/kit';\n${fleet}` });
  const [first] = await workspace.refuse(slotGenerator, { ...grafana, name: 'bp-cilium', kit: 'example' });
  expect(first).toContain(
    'For another version: nx g upgrade bp-cilium 1.2.0 --kit=example; for all else edit its row.',
  );
});

test('a slot whose name is a word of JavaScript gets another constant', async () => {
  await run({ ...grafana, name: 'bp-delete' });
  expect(textOf('kits/example/slots/60-delete.ts')).toContain("export const delete2: Slot<'bp-delete'> = {");
  expect(textOf('kits/example/kit.ts')).toContain("import { delete2 } from './slots/60-delete';");
  expect(compileAll().changes).toEqual([]);
});

test('a slot that is there is left alone only if all of the command is what its row says', async () => {
  await run(grafana);
  const before = written();
  const others = {
    namespace: 'monitoring',
    chart: 'other',
    source: 'nowhere',
    dependsOn: 'bp-cert-manager',
    number: '61',
  };
  for (const [option, value] of Object.entries(others)) {
    const [first] = await workspace.refuse(slotGenerator, { ...grafana, [option]: value });
    expect(first).toMatch(/^command line: name is "bp-grafana": the kit example has it, as number 60 with 1\.2\.0\. /);
  }
  expect(written()).toEqual(before);
});

test('rows that a kit takes from a list elsewhere stay there', async () => {
  partKit();
  expect(() => compileAll()).not.toThrow();
  await run(grafana);
  expect(textOf('kits/example/kit.ts')).toContain('slots: [...rows, grafana],');
  expect(compileAll().changes).toEqual([]);
});

testRefusals<SlotOptions>(workspace, slotGenerator, [
  {
    what: 'no slot',
    options: {},
    says:
      'command line: name is not set: no slot is named. ' +
      'Write it as in nx g slot bp-grafana 1.2.0 --depends-on=bp-cilium.',
  },
  {
    what: 'a name that leads out of its folder',
    options: { ...grafana, name: '../x' },
    says: 'command line: name is "../x": it is not a DNS label of a-z, 0-9 and "-". ',
  },
  {
    what: 'a quote in the namespace',
    options: { ...grafana, namespace: "a'b" },
    says: 'command line: --namespace is "a\'b": it is not a DNS label of a-z, 0-9 and "-". ',
  },
  {
    what: 'a range',
    options: { ...grafana, version: '1.x' },
    says: 'command line: version is "1.x": it must be one exact version. ',
  },
  {
    what: 'a dependency that is not there',
    options: { ...grafana, dependsOn: 'bp-cilum' },
    says: 'command line: --depends-on is "bp-cilum": the kit has no such slot. Did you mean "bp-cilium"? ',
  },
  {
    what: 'a source that is not there',
    options: { ...grafana, source: 'nowhere' },
    says: 'command line: --source is "nowhere": the kit has no such source. ',
  },
  {
    what: 'a number that is taken',
    options: { ...grafana, number: '01' },
    says: 'command line: --number is "01": bp-cilium has it. Leave it out, or take another.',
  },
  {
    what: 'a number of three digits',
    options: { ...grafana, number: '100' },
    says: 'command line: --number is "100": it must be two digits, and a letter where one is needed. ',
  },
  {
    what: 'a slot that is there with another version',
    options: { ...grafana, name: 'bp-cilium' },
    says:
      'command line: name is "bp-cilium": the kit example has it, as number 01 with 1.4.0. ' +
      'For another version: nx g upgrade bp-cilium 1.2.0; for all else edit its row.',
  },
  {
    what: 'a kit that is not there',
    options: { ...grafana, kit: 'exmaple' },
    says: 'command line: --kit is "exmaple": the fleet has no such kit. Did you mean "example"?',
  },
  {
    what: 'a name that is no Blueprint',
    options: { ...grafana, name: 'grafana' },
    says:
      'kits/example/kit.ts: grafana.name is "grafana": it must be "bp-" and a release name. ' +
      'Write a name such as "bp-cilium".',
  },
]);
