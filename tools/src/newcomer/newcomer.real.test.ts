import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NxProcess } from '@sovereign-fleet/workspace/testing';
import { makeNewcomer, type Newcomer, type Ran, type Started, type Where } from './newcomer';
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

type Expected =
  | 'succeeds'
  | 'needs charts'
  | 'goes on'
  | { readonly status: number; readonly says: string }
  | { readonly leftOut: string };

/** What is expected of each command of a page that does not just succeed. */
const expectations: Readonly<Record<string, Expected>> = {
  'npx nx affected -t render --base=main': 'needs charts',
  'npx nx run demo:review --base=main': 'needs charts',
  'npx nx run demo:review': 'needs charts',
  'npx nx run demo:render': 'needs charts',
  'npm run github -- --repository=/tmp/fleet.git --port=8099 --name=platform/fleet': 'goes on',
  'npx sovereign-fleet propose --dry-run': { status: 2, says: '1 created' },
  'npx sovereign-fleet comment': { status: 1, says: '--repository is not set: it needs one value' },
  'npm ci': { leftOut: 'the first command of all begins with it' },
  'npm run bench': { leftOut: 'it measures for minutes' },
  'npm install && node tools/complete-lock.mjs': { leftOut: 'it changes the lock file by what a registry has today' },
};

/** Commands of these kinds are not run here, and why. */
const leftOutKinds: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\bjest\b|\bnpm test\b|-t test\b/, 'it runs tests; .ci/run runs all of them in a home of its own'],
  [/--inspect/, 'it waits for a debugger'],
  [/\bnpm run fuzz\b/, 'it takes minutes; tools/src/fuzz runs a few inputs of each kind'],
  [/\bnpm run pack$/, 'tools/src/release runs it, and installs what it makes'],
  [/\bnpm run check$/, 'tools/src/check runs its quick parts, .ci/run the scripts that it is made of'],
  [/\bnpm run (check:\w+|house)$/, '.ci/run runs it'],
  [/\bnpm run (changeset|release:\w+)$/, 'it makes a release; tools/src/release runs its steps'],
  [/\bnpm run format$/, 'it writes what check:format, which .ci/run runs, reads'],
];

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
  expect([...new Set([...ofRender, ...ofReview])]).toEqual([ofReview.length > 0 ? 'found-chart' : 'missing-chart']);
}

/** Commands of Nx that the shell has run: `affected`, `run demo:review`. */
const started = new Set<string>();

/** Runs a line in the newcomer's shell, and in one Nx where it is such a command with other options. */
async function runCommand(command: string): Promise<Ran> {
  const args = wordsForNx(command);
  const name = args?.slice(0, args[0] === 'run' ? 2 : 1).join(' ') ?? '';
  if (args === undefined || !started.has(name)) {
    started.add(name);
    return newcomer.run(asRun(command));
  }
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

function isLeftOut(command: string): boolean {
  const expected = expectations[command];
  const isOne = typeof expected === 'object' && 'leftOut' in expected;
  return isOne || leftOutKinds.some(([pattern]) => pattern.test(command));
}

test('each command with an expectation of its own is on a page', () => {
  expect(Object.keys(expectations).filter((command) => !commands.includes(command))).toEqual([]);
});

/** What a person does first, as one line; the Sovereign's name tells one run of it from the next. */
function firstSteps(name: string): readonly string[] {
  return [
    `npx nx g sovereign ${name} --regions=hel1`,
    'npx nx sync:check',
    `npx nx run-many -t render review -p ${name} --offline --allow-missing-charts`,
  ];
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

  test.each([
    { version: '22', below: 'sovereigns/demo', place: 'a folder below the root' },
    { version: '24', below: '.', place: 'the root' },
  ])('with Node $version, in $place', async ({ version, below }) => {
    const script = 'process.stdout.write(process.execPath)';
    const found = await newcomer.run(`npx --yes --package=node@${version} -- node -e '${script}'`, { below: '..' });
    expect(found.output).toMatch(/node$/);
    const where = { node: dirname(found.output), below };
    expect((await newcomer.run('node --version', where)).output).toMatch(`v${version}.`);
    await expectSuccess(firstSteps(`node-${version}`), where);
  });

  describe("with Nx's daemon", () => {
    const where = { env: { NX_DAEMON: 'true' } };

    afterAll(() => newcomer.run('npx nx daemon --stop', where));

    test('the first steps', () => expectSuccess(firstSteps('daemon'), where));

    test('an edit of a spec and one of a slot are seen, and that they are undone', async () => {
      for (const [file, from, to] of [
        ['sovereigns/demo/sovereign.ts', "environment: 'prod'", "environment: 'stg'"],
        ['kits/openova/slots/01-cilium.ts', " version: '", " version: '9"],
      ] as const) {
        const path = join(newcomer.clone, file);
        const text = readFileSync(path, 'utf8');
        expect(text).toContain(from);
        writeFileSync(path, text.replace(from, to));
        expect(await newcomer.run('npx nx sync:check', where)).toMatchObject({ status: 1 });
        writeFileSync(path, text);
        expect(await newcomer.run('npx nx sync:check', where)).toMatchObject({ status: 0 });
      }
    });
  });

  test.each([{ daemon: 'false' }, { daemon: 'true' }])(
    'at the same time, with the daemon: $daemon',
    async ({ daemon }) => {
      // A cache of programs of its own, so that each of them finds none.
      const where = { env: { NX_DAEMON: daemon, XDG_CACHE_HOME: join(newcomer.folder, `cache-${daemon}`) } };
      const all = (lines: readonly string[]) => Promise.all(lines.map((line) => newcomer.run(line, where)));
      const names = ['a', 'b'].map((letter) => `at-once-${daemon}-${letter}`);
      const named = names.map((name) => `npx nx g sovereign ${name} --regions=fsn1`);
      // Without names, two may want the same: then one has it, and the other is told to run again.
      const unnamed = names.map(() => 'npx nx g sovereign --regions=fsn1');
      const ran = await all([...named, ...unnamed]);
      ran.slice(0, names.length).forEach(expectEnded);
      const without = ran.slice(names.length);
      const told = [
        ...new Set(
          without.map(({ output }) => /New Sovereign "[^"]+"|another command has written it/.exec(output)?.[0]),
        ),
      ];
      expect(told).not.toContain(undefined);
      expect(told.filter((text) => text?.startsWith('New')).length).toBe(
        without.filter(({ status }) => status === 0).length,
      );
      const rendered = await all(names.map((name) => `npx nx run ${name}:render --offline --allow-missing-charts`));
      rendered.forEach(expectEnded);
      await expectSuccess(['npx nx sync:check', ...(daemon === 'true' ? ['npx nx daemon --stop'] : [])], where);
    },
  );
});
