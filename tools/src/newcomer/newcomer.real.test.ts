import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NxProcess } from '@sovereign-fleet/workspace/testing';
import { type Expected, expectations, isLeftOut } from './expectations';
import { makeNewcomer, type Newcomer, type Ran, type Started, type Where } from './newcomer';
import { releaseProgram } from '../release/release-programs';
import { commandsIn, isWhole, printedLines, wordsForNx } from '../pages/commands';

const fleet = `import { defineFleet } from '@sovereign-fleet/nx';
import openova from '../kits/openova/kit';

export default defineFleet({
  kits: [openova],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
`;

/** Whether packages can be fetched at all. */
const hasRegistry = succeeds('npm', 'ping', '--fetch-retries=0');
const why = hasRegistry ? '' : ' (skipped: no npm registry can be reached)';

function succeeds(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { cwd: tmpdir(), stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** In the order in which a newcomer reads them. What flux.md shows needs a cluster. */
const pages = [
  'README.md',
  'docs/sovereigns.md',
  'docs/review.md',
  'docs/pull-requests.md',
  'docs/campaigns.md',
  'docs/change.md',
  'docs/design.md',
  'CONTRIBUTING.md',
];

const commands = [...new Set(pages.flatMap(commandsIn))].filter(isWhole);
const firstCommand = 'npm ci && npx nx g sovereign demo --regions=fsn1,nbg1';

let newcomer: Newcomer;
let server: Started | undefined;
let oneNx: NxProcess | undefined;
let port: number;

/** In a folder and at a port that nobody else has. */
function asRun(command: string): string {
  return command.replaceAll('/tmp/fleet.git', "'../fleet.git'").replaceAll('8099', String(port));
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => listener.once('listening', ready));
  const address = listener.address();
  await new Promise((closed) => listener.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Succeeded; or, where charts are not within reach, failed for nothing else. */
function expectWithCharts({ status, output }: Ran): void {
  expect(output).not.toMatch(/Cannot find module|Require stack|^ +at /m);
  if (status === 0) return;
  const ofRender = [...output.matchAll(/^ {2}([a-z-]+): \w+ \S+ /gm)].map(([, kind]) => kind);
  const ofReview = [...output.matchAll(/^Error: .* \(([a-z-]+)\)$/gm)].map(([, rule]) => rule);
  const found = [...new Set([...ofRender, ...ofReview])];
  expect(found.filter((kind) => kind !== 'missing-chart' && kind !== 'found-chart')).toEqual([]);
  expect(found).not.toEqual([]);
}

/** What a newcomer types first, and the target that the README has no command of. */
const typed = [...commandsIn('README.md'), 'npx nx run demo:propose'];

/** Runs a line in the newcomer's shell, and a command of Nx that only a later page has in one Nx for all of them. */
async function runCommand(command: string): Promise<Ran> {
  const args = wordsForNx(command);
  if (args === undefined || typed.includes(command)) return newcomer.run(asRun(command));
  oneNx ??= await newcomer.startNx();
  return oneNx.command(...args);
}

async function expectRun(command: string): Promise<void> {
  const expected = expectations[command] ?? 'succeeds';
  if (expected === 'goes on') {
    server = await newcomer.start(asRun(command), 'Stop with Ctrl+C');
    const exported = [...server.output.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    newcomer.setEnvironment(Object.fromEntries(exported) as Record<string, string>);
    return;
  }
  const ran = await runCommand(command);
  if (expected === 'needs charts') expectWithCharts(ran);
  else if (typeof expected === 'object') expectEnd(ran, expected);
  else expectEnded(ran);
  if (command === firstCommand) expectPrinted(ran, 'README.md');
}

/** Printed what the page says. */
function expectPrinted({ output }: Ran, page: string): void {
  const lines = printedLines(page);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter((line) => !output.includes(`${line}\n`))).toEqual([]);
}

/** Ended well; where it did not, what it printed is in the failure. */
function expectEnded({ status, output }: Ran): void {
  expect(status === 0 ? 'ended well' : output).toBe('ended well');
}

function expectEnd({ status, output }: Ran, expected: Exclude<Expected, string>): void {
  if ('leftOut' in expected) throw new Error(`it was left out: ${expected.leftOut}`);
  expect(output).toContain(expected.says);
  expect(status).toBe(expected.status);
}

test('each command with an expectation of its own is on a page', () => {
  expect(Object.keys(expectations).filter((command) => !commands.includes(command))).toEqual([]);
});

/** What a newcomer does with a Sovereign. It renders it, and fails where its tree is not in step. */
function runTarget(target: 'render' | 'review', name: string, nx = 'npx nx'): string {
  return `${nx} run ${name}:${target} --offline --allow-missing-charts`;
}

(hasRegistry ? describe : describe.skip)(`a newcomer with Node, npm and git${why}`, () => {
  beforeAll(async () => {
    port = await freePort();
    newcomer = makeNewcomer(fleet);
  });

  afterAll(async () => {
    await server?.stop();
    await oneNx?.stop();
    newcomer.remove();
  });

  const expectSuccess = async (lines: readonly string[], where: Where): Promise<void> => {
    for (const line of lines) expectEnded(await newcomer.run(line, where));
  };

  test.each(commands.filter((command) => !isLeftOut(command)))('%s', expectRun);

  /** The folder of another Node. */
  const bringNode = async (version: string): Promise<string> => {
    const ofReleases = releaseProgram('node');
    if (version === '22' && existsSync(ofReleases)) return dirname(realpathSync(ofReleases));
    const script = 'process.stdout.write(process.execPath)';
    const line = `npx --yes --package=node@${version} -- node -e '${script}'`;
    const { output } = await newcomer.run(line, { below: '..' });
    expect(output).toMatch(/node$/);
    return dirname(output);
  };

  test.each([
    { version: '22', below: 'sovereigns/demo', place: 'a folder below the root', target: 'render' },
    { version: '24', below: '.', place: 'the root', target: 'review' },
  ] as const)('with Node $version, in $place', async ({ version, below, target }) => {
    const where = { node: await bringNode(version), below };
    expect((await newcomer.run('node --version', where)).output).toMatch(`v${version}.`);
    const name = `node-${version}`;
    await expectSuccess([`npx nx g sovereign ${name} --regions=hel1`, runTarget(target, name)], where);
  });

  /** What npx finds, which takes as long as Nx itself: the commands of pages are typed with it. */
  const nx = 'node_modules/.bin/nx';

  type Variables = Readonly<Record<string, string>>;

  const runAtOnce = (lines: readonly string[], env: Variables) =>
    Promise.all(lines.map((line) => newcomer.run(line, { env })));

  /** Two are made, rendered and reviewed at once; gives what the commands printed that are to run beside the first. */
  const expectAtOnce = async (env: Variables, prefix: string, beside: readonly string[] = []) => {
    const [one, other] = [`${prefix}-a`, `${prefix}-b`];
    const made = [one, other].map((name) => `${nx} g sovereign ${name} --regions=fsn1`);
    const ran = await runAtOnce([...made, ...beside], env);
    ran.slice(0, made.length).forEach(expectEnded);
    (await runAtOnce([runTarget('render', one, nx), runTarget('review', other, nx)], env)).forEach(expectEnded);
    expectEnded(await newcomer.run(`${nx} sync:check`, { env }));
    return ran.slice(made.length);
  };

  test("at the same time, without Nx's daemon", async () => {
    // Without names, two may want the same: then one has it, and the other is told to run again.
    const unnamed = `${nx} g sovereign --regions=fsn1`;
    const ran = await expectAtOnce({ NX_DAEMON: 'false' }, 'at-once', [unnamed, unnamed]);
    const told = new Set(
      ran.map(({ output }) => /New Sovereign "[^"]+"|another command has written it/.exec(output)?.[0]),
    );
    expect(told).not.toContain(undefined);
    expect([...told].filter((text) => text?.startsWith('New')).length).toBe(
      ran.filter(({ status }) => status === 0).length,
    );
  });

  describe("with Nx's daemon", () => {
    const env = { NX_DAEMON: 'true' };

    afterAll(() => newcomer.run(`${nx} daemon --stop`, { env }));

    test('at the same time, where each wants to start it', async () => {
      await expectAtOnce(env, 'daemon');
    });

    test('an edit of a spec and one of a slot are seen, and that they are undone', async () => {
      const edit = (file: string, from: string, to: string): (() => void) => {
        const path = join(newcomer.clone, file);
        const text = readFileSync(path, 'utf8');
        expect(text).toContain(from);
        writeFileSync(path, text.replace(from, to));
        return () => {
          writeFileSync(path, text);
        };
      };
      const check = () => newcomer.run(`${nx} sync:check`, { env });
      const [ofSpec, ofSlot] = ['differs: .*/fsn1/bootstrap-kit\\.yaml', 'differs: .*/01-cilium\\.yaml'];
      const undoSpec = edit('sovereigns/demo/sovereign.ts', "environment: 'prod'", "environment: 'stg'");
      const first = await check();
      expect(first).toMatchObject({ status: 1, output: expect.stringMatching(ofSpec) as string });
      expect(first.output).not.toMatch(new RegExp(ofSlot));
      undoSpec();
      const undoSlot = edit('kits/openova/slots/01-cilium.ts', " version: '", " version: '9");
      const second = await check();
      expect(second).toMatchObject({ status: 1, output: expect.stringMatching(ofSlot) as string });
      expect(second.output).not.toMatch(new RegExp(ofSpec));
      undoSlot();
      expect(await check()).toMatchObject({ status: 0 });
    });
  });
});
