import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { makeCompiledWorkspace, nx, separateCache, writeFiles } from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

const cluster = 'gitops-out/clusters/acme.example.com';
const flux = 'namespace: flux-system';
const toolkit = (kind: string, name: string, spec: string) => {
  const versions = { Kustomization: 'kustomize.toolkit.fluxcd.io/v1', HelmRelease: 'helm.toolkit.fluxcd.io/v2' };
  const apiVersion = versions[kind as keyof typeof versions];
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, ${flux} }\nspec: ${spec}\n`;
};
const chartOf = (template: string) => ({
  'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
  'templates/all.yaml': template,
});
const filesIn = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));

const keyVariable = 'SOVEREIGN_FLEET_FINGERPRINT_KEY';
const key = 'the key of this test';
const markOf = (text: string) =>
  `hmac-sha256:${createHmac('sha256', key).update(Buffer.from(text).toString('base64')).digest('hex').slice(0, 16)}`;

interface SecretTexts {
  readonly password: string;
  readonly pin: string;
  /** Another password, or what somebody writes in place of it. */
  readonly other: string;
}

/** A Secret whose password goes into a ConfigMap, through a chart, and into the words of a chart that fails. */
function treeWith({ password, pin, other }: SecretTexts, regionFile: string) {
  const source = 'sourceRef: { kind: GitRepository, name: flux-system }';
  const releaseOf = (name: string) =>
    toolkit(
      'HelmRelease',
      name,
      `{ interval: 1h, chart: { spec: { chart: ./clusters/acme.example.com/charts/${name}, ${source} } }, ` +
        `values: { p: "\${P}", o: "\${O}" } }`,
    );
  return {
    [`${cluster}/fsn1/kustomization.yaml`]: `${regionFile}  - more.yaml\n`,
    [`${cluster}/fsn1/more.yaml`]: [
      `apiVersion: v1\nkind: Secret\nmetadata: { name: vars, ${flux} }\n` +
        `stringData: { P: ${password}, PIN: "${pin}", O: "${other}" }\n`,
      toolkit(
        'Kustomization',
        'more',
        `{ interval: 1h, prune: true, path: ./clusters/acme.example.com/more, ${source}, ` +
          'postBuild: { substituteFrom: [{ kind: Secret, name: vars }] } }',
      ),
    ].join('---\n'),
    [`${cluster}/more/all.yaml`]: [
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: uses, ${flux} }\n` +
        'data: { url: "https://u:${P}@db", n: "is ${PIN}", o: "${O}" }\n',
      releaseOf('made'),
      releaseOf('fails'),
    ].join('---\n'),
    ...filesIn(
      `${cluster}/charts/made`,
      chartOf(
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\n' +
          'data: {p: "x-{{ b64enc .Values.p }}", o: "{{ .Values.o }}"}\n',
      ),
    ),
    ...filesIn(
      `${cluster}/charts/fails`,
      chartOf('{{ fail (printf "%s %s" (upper .Values.p) (b64enc .Values.p)) }}\n'),
    ),
  };
}

runs('review and render through the real Nx, helm and kustomize (skipped where no helm and kubectl can be had)', () => {
  let root: string;

  beforeAll(() => {
    process.env[keyVariable] = key;
    root = makeCompiledWorkspace({ '.gitignore': 'node_modules\ndist\n.nx\n' });
    separateCache(root);
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: root });
    const regionFile = readFileSync(join(root, cluster, 'fsn1/kustomization.yaml'), 'utf8');
    writeFiles(root, treeWith({ password: 'oldsecret77', pin: '778899', other: 'swapped-one' }, regionFile));
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message=The base');
    writeFiles(root, treeWith({ password: 'newsecret88', pin: '665544', other: markOf('swapped-one') }, regionFile));
  });

  afterAll(() => {
    Reflect.deleteProperty(process.env, keyVariable);
    rmSync(root, { recursive: true });
  });

  const written = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => textIfThere(join(entry.parentPath, entry.name)))
      .join('\n');

  // A lock of the cache may go while a process ends.
  const textIfThere = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

  test('a review neither prints nor writes what a Secret holds, and says that it changed', () => {
    const offline = ['--offline', '--allow-missing-charts'];
    const outputs = [
      nx(root, 'run', 'acme:render', ...offline).output,
      nx(root, 'run', 'acme:review', '--base=HEAD', ...offline).output,
    ];
    const mark = 'hmac-sha256:[0-9a-f]{16}';
    expect(outputs[0]).toMatch(new RegExp(`failed: HelmRelease flux-system/fails spec: .*: ${mark} ${mark}`));
    expect(outputs[1]).toMatch(
      new RegExp(`ConfigMap flux-system/uses[^]*data.url: "https://u:${mark}@db" → "https://u:${mark}@db"`),
    );
    expect(outputs[1]).toMatch(new RegExp(`ConfigMap flux-system/made\\n.*\\n *data.p: "x-${mark}" → "x-${mark}"`));
    // A fingerprint in place of the value that it stands for is another value, wherever it arrives.
    const swapped = `"${markOf('swapped-one')}" → "${markOf(markOf('swapped-one'))}"`;
    expect(outputs[1]?.split(`data.o: ${swapped}`)).toHaveLength(3);
    expect(outputs[1]).toMatch(/Secret flux-system\/vars\n *data.O\b/);
    const all = [...outputs, written('dist'), written('node_modules/.cache/sovereign-fleet')].join('\n');
    expect(all).toContain('flux-system/uses');
    expect(all).not.toMatch(/secret(77|88)|swapped-one|b2xkc2Vjcm|bmV3c2Vjcm|778899|665544/i);
  });
});
