import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../testing/test-workspace';
import { type RenderTools, toolsFor } from './render-tools';

const hasPrograms =
  (process.platform === 'linux' && process.arch === 'x64') || process.env['SOVEREIGN_FLEET_HELM'] !== undefined;

(hasPrograms ? describe : describe.skip)('with the real helm (skipped where no helm can be had)', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'render-tools-'));
    writeFiles(root, {
      'charts/a/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
      'charts/a/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "{{ .Release.Name }}"}\n',
    });
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const render = async ({ tools }: RenderTools, releaseName: string) => {
    const found = await tools.findChart({ kind: 'oci', url: 'oci://registry.example/a', tag: '1.0.0' });
    if (!found.ok) return found;
    const flags = { includeCrds: true, skipSchemaValidation: false, onlyTheseApis: false };
    const cluster = { kubeVersion: '1.34.0', apiVersions: [], wholeNumbers: [] };
    const redaction = { key: '', redact: <T>(objects: T) => objects, redactText: (text: string) => text };
    const request = {
      chart: found.value,
      releaseName,
      namespace: 'apps',
      values: '{}',
      ...flags,
      ...cluster,
      redaction,
    };
    return tools.template(request);
  };

  // Root may write everywhere, so a file or a folder is in the way.
  test.each(['.cache', '.cache/sovereign-fleet', '.cache/sovereign-fleet/renders'])(
    'a cache that cannot be written fails no render, and it is said: %s is a file',
    async (path) => {
      writeFiles(root, { [`node_modules/${path}`]: 'a file' });
      await expectRenderWithNote();
    },
  );

  test('a key of fingerprints that cannot be read fails no render, and it is said', async () => {
    writeFiles(root, { 'node_modules/.cache/sovereign-fleet/fingerprint-key/a': 'a file' });
    await expectRenderWithNote();
  });

  test('a key of fingerprints that was half written is another one, which is kept', async () => {
    writeFiles(root, { 'node_modules/.cache/sovereign-fleet/fingerprint-key': '' });
    const [first, second] = [await toolsFor({ offline: true }, root), await toolsFor({ offline: true }, root)];
    expect(first.fingerprint('a')).toBe(second.fingerprint('a'));
    expect(readFileSync(join(root, 'node_modules/.cache/sovereign-fleet/fingerprint-key'), 'utf8')).toMatch(
      /^[0-9a-f]{64}$/,
    );
    expect(await first.notes()).toEqual([]);
  });

  const expectRenderWithNote = async () => {
    const own = await toolsFor({ offline: true }, root);
    expect(await render(own, 'x')).toMatchObject({ ok: true });
    expect(await own.notes()).toEqual([
      expect.stringMatching(/^the cache cannot be written, so what is new in this run is not kept: E[A-Z]+: /),
    ]);
  };

  test('twenty runs at once make one key and one render, and all have it', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => toolsFor({ offline: true }, root)));
    const rendered = await Promise.all(all.map((one) => render(one, 'x')));
    expect(new Set(rendered.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(rendered[0]).toMatchObject({ ok: true });
    expect(all.reduce((sum, one) => sum + one.started(), 0)).toBe(1);
    expect(new Set(all.map(({ fingerprint }) => fingerprint('a'))).size).toBe(1);
    expect(readdirSync(join(root, 'node_modules/.cache/sovereign-fleet')).sort()).toEqual([
      'fingerprint-key',
      'renders',
    ]);
  });
});
