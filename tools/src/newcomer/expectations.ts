// For tests: what is expected of the commands of the pages.

export type Expected =
  | 'succeeds'
  | 'needs charts'
  | 'goes on'
  | { readonly status: number; readonly says: string }
  | { readonly leftOut: string };

/** What is expected of each command of a page that does not just succeed. */
export const expectations: Readonly<Record<string, Expected>> = {
  'npx nx affected -t render --base=main': 'needs charts',
  'npx nx run demo:review --base=main': 'needs charts',
  'NX_BASE=main npx nx affected -t render review': 'needs charts',
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

/** Whether a command is not run here, by itself or by its kind. */
export function isLeftOut(command: string): boolean {
  const expected = expectations[command];
  const isOne = typeof expected === 'object' && 'leftOut' in expected;
  return isOne || leftOutKinds.some(([pattern]) => pattern.test(command));
}
