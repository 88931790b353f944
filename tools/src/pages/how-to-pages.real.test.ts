import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addAll } from '@sovereign-fleet/domain';
import { canFetchTools, findHelm } from '@sovereign-fleet/renderer/programs';
import { hasRegistry, type Registry, startRegistry, whyNoRegistry } from '@sovereign-fleet/renderer/testing';
import { filesIn, makeCheckout, type NxProcess, startNx } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { wordsForNx } from './commands';
import { stepsOf } from './page-steps';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;
const ofPeople = ['docs/renovate.json', 'kits', 'sovereigns', 'gitops-out'];

interface Ran {
  readonly command: string;
  readonly status: number | null;
  readonly output: string;
}

let root: string;
let helm: string;
let registry: Registry | undefined;
let oneNx: NxProcess;

/** The first import that writes: no other test starts one as a person does, and sees it succeed. */
const startsAnew = /^npx nx g import (?!.*--dry-run)/;
let hasStartedAnew = false;

/** Runs a line in the workspace, and one of `npx nx` in its one Nx. */
async function run(command: string): Promise<Ran> {
  const line = asRun(command);
  const isFirst = startsAnew.test(line) && !hasStartedAnew;
  hasStartedAnew ||= isFirst;
  const args = isFirst ? undefined : wordsForNx(line);
  if (args !== undefined) return { command, ...(await oneNx.command(...args)) };
  const PATH = `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH, NO_COLOR: '1', NX_DAEMON: 'false' };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: root, env, encoding: 'utf8' });
  return { command, status, output: `${stdout}${stderr}` };
}

/** With the registry of this test in place of the one of the pages, which nobody has. */
function asRun(text: string): string {
  if (registry === undefined) return text;
  const here = text.replaceAll('registry.example.com', registry.host);
  return here.replace(/^helm push .*/, '$& --plain-http');
}

/** Does what a page says, and gives what is not as it says: a patch that does not fit, a failure, a missing line. */
async function follow(page: string): Promise<readonly string[]> {
  let printed = '';
  const wrong: string[] = [];
  for (const step of stepsOf(page)) {
    if (step.kind === 'write') write(step.file, step.text);
    if (step.kind === 'patch') applyPatch(step.text);
    if (step.kind === 'see')
      addAll(
        wrong,
        step.lines.filter((line) => !isPrinted(line, printed)),
      );
    if (step.kind !== 'run') continue;
    const { command, status, output } = await run(step.command);
    printed = command.includes('nx sync') ? output : `${printed}${output}`;
    if (status !== 0 && !mayFail(command)) wrong.push(`${command} ended with ${status}: ${output}`);
  }
  return wrong;
}

/** Whether each part of a line stands in one line that was printed; `…` is what the page leaves out. */
function isPrinted(line: string, printed: string): boolean {
  const parts = line.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'm').test(printed);
}

/** A review fails on an error, and the page says which. */
function mayFail(command: string): boolean {
  return command.includes(':review ');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function applyPatch(patch: string): void {
  execFileSync('git', ['apply', '--recount', '-C1', '-'], { cwd: root, input: asRun(patch), stdio: 'pipe' });
}

/** What people have written here, and what was compiled of it. */
function restore(): void {
  for (const folder of ofPeople) {
    rmSync(join(root, folder), { recursive: true, force: true });
    cpSync(join(workspaceRoot, folder), join(root, folder), { recursive: true });
  }
}

runs('pages that say how to do something (skipped where no helm and kubectl can be had)', () => {
  beforeAll(async () => {
    root = makeCheckout();
    helm = await findHelm();
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    oneNx = await startNx(root);
    if (hasRegistry) registry = await startRegistry({ root, name: 'registry' });
  });

  beforeEach(restore);

  afterAll(async () => {
    await registry?.stop();
    await oneNx.stop();
    for (const folder of [root, '/tmp/north']) rmSync(folder, { recursive: true, force: true });
  });

  test('docs/add-a-slot.md ends with a slot in the tree of each Sovereign of the kit', async () => {
    expect(await follow('docs/add-a-slot.md')).toEqual([]);
  });

  test('docs/add-a-parameter.md ends with a value of a region that arrives at the chart', async () => {
    expect(await follow('docs/add-a-parameter.md')).toEqual([]);
    expect((await run('npx nx run acme:explain --slot=bp-cilium --path=cilium.mtu --region=nbg1')).output).toContain(
      'is 1450',
    );
  });

  test('docs/day-two.md changes records and trees together', async () => {
    expect(await follow('docs/day-two.md')).toEqual([]);
    expect((await run('npx nx sync:check')).status).toBe(0);
  });

  test('docs/adopt.md ends with a kit of its own, and docs/take-over.md prints steps and writes nothing', async () => {
    expect(await follow('docs/adopt.md')).toEqual([]);
    const before = filesIn(root, 'kits');
    expect(await follow('docs/take-over.md')).toEqual([]);
    expect(filesIn(root, 'kits')).toEqual(before);
  });

  (hasRegistry ? test : test.skip)(
    `docs/charts.md ends with charts and images of one's own${whyNoRegistry}`,
    async () => {
      packChart();
      expect(await follow('docs/charts.md')).toEqual([]);
      expect(readFileSync(join(root, 'dist/render/acme/fsn1/objects.yaml'), 'utf8')).toContain(
        'image: mirror.example.com/proxy-quay/cilium/cilium:v1.18.0',
      );
    },
  );
});

/** The chart that docs/charts.md pushes: it has one image, which its values name. */
function packChart(): void {
  write('cilium/Chart.yaml', 'apiVersion: v2\nname: bp-cilium\nversion: 1.4.0\n');
  write('cilium/values.yaml', 'image: quay.io/cilium/cilium:v1.18.0\n');
  const pod = { containers: [{ name: 'agent', image: '{{ .Values.image }}' }] };
  const labels = { app: 'agent' };
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } };
  const agent = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' }, spec };
  write('cilium/templates/agent.yaml', JSON.stringify(agent));
  execFileSync(helm, ['package', 'cilium'], { cwd: root, stdio: 'pipe' });
  mkdirSync(join(root, 'bin'), { recursive: true });
  rmSync(join(root, 'bin/helm'), { force: true });
  execFileSync('ln', ['-s', helm, join(root, 'bin/helm')]);
}
