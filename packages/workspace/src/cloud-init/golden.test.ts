import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { plainFiles, templateFiles } from '@sovereign-fleet/cloud-init';
import { type SovereignSpec, valueOf } from '@sovereign-fleet/domain';
import { acmeServers, exampleInputs, globexServers, prepareExample } from '../testing/example-phase-zero';

/** Compares files with a golden folder, both ways; `UPDATE_GOLDEN=1` writes the folder. */
function expectGolden(name: string, files: ReadonlyMap<string, string>): void {
  const folder = join(__dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const golden = paths
    .filter((path) => statSync(path).isFile())
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);
  expect(Object.fromEntries(files)).toEqual(Object.fromEntries(golden));
}

test.each<{ golden: string; spec: SovereignSpec }>([
  { golden: 'acme', spec: acmeServers },
  { golden: 'globex', spec: globexServers },
])('the files of $golden for OpenTofu are the golden ones', ({ golden, spec }) => {
  expectGolden(golden, templateFiles(valueOf(prepareExample(spec))));
});

test('with inputs, the files are those for OpenTofu with the inputs in them and nothing escaped', () => {
  const regions = valueOf(prepareExample(globexServers));
  const { values, encode } = exampleInputs;
  const given = { values: { ...values, HEL1_SERVER_ADDRESS: '10.1.0.2' }, encode };
  const { files, lines } = valueOf(plainFiles(regions, given));
  expect(lines).toEqual([]);
  const templates = templateFiles(regions);
  for (const [path, text] of files) {
    const texts: Readonly<Record<string, string>> = values;
    const template = templates.get(path) ?? '';
    const filled = template.replace(/(?<!\$)\$\{(\w+)\}/g, (_, name: string) => {
      if (name === 'SERVER_ADDRESS') return path.startsWith('hel1/') ? '10.1.0.2' : '10.0.0.2';
      return encode(texts[name] ?? '');
    });
    expect(text).toBe(filled.replaceAll('$${', () => '${').replaceAll('%%{', '%{'));
  }
  expect([...files.keys()]).toEqual(
    ['ap-singapore-1', 'eu-central-1', 'hel1'].flatMap((key) => [`${key}/control-plane.yaml`, `${key}/worker.yaml`]),
  );
});

test('the largest golden file, with a long secret, is far below the narrowest limit', () => {
  const regions = [acmeServers, globexServers].flatMap((spec) => valueOf(prepareExample(spec)));
  const inputs = { ...exampleInputs.values, FLUX_SYSTEM_PASSWORD: 'x'.repeat(512) };
  const { files } = valueOf(plainFiles(regions, { values: inputs, encode: exampleInputs.encode }));
  const sizes = [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) }));
  const largest = sizes.sort((a, b) => b.bytes - a.bytes)[0];
  expect(largest?.path).toMatch(/control-plane\.yaml$/);
  expect(largest?.bytes).toBeLessThan(0.65 * 16_384);
});
