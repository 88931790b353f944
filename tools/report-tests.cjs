const { relative } = require('node:path');

const sayWhy = 'Say why in the name of each test that is skipped: "… (skipped: why)".';

/**
 * A reporter for jest: how long the tests take, before and at the end, and every test that was skipped, with the reason
 * that stands in its name: `… (skipped: no docker-registry in PATH)`. One that gives none fails the run.
 */
module.exports = function TestReporter({ rootDir, testNamePattern }) {
  let unexplained = [];
  return {
    onRunStart({ numTotalTestSuites }, { estimatedTime }) {
      const estimate =
        estimatedTime > 0
          ? `about ${duration(estimatedTime)}, as they took last time`
          : 'and no earlier run is known; all there are take about a quarter of an hour on two cores';
      print(`${count(numTotalTestSuites, 'test suite')}, ${estimate}.`);
    },

    onRunComplete(_contexts, { startTime, testResults }) {
      const skipped = testResults.flatMap((suite) => skippedIn(suite, rootDir));
      // A pattern leaves out whatever does not match it; that is no skipping.
      const shown = testNamePattern ? skipped.filter(({ reason }) => reason !== undefined) : skipped;
      unexplained = shown.filter(({ reason }) => reason === undefined);
      const took = `The tests took ${duration((Date.now() - startTime) / 1000)}.`;
      print(['', ...linesOf(shown), ...(unexplained.length === 0 ? [] : [sayWhy]), took].join('\n'));
    },

    // With one, jest fails.
    getLastError: () => (unexplained.length === 0 ? undefined : new Error(sayWhy)),
  };
};

function skippedIn({ testFilePath, testResults }, rootDir) {
  return testResults
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ ancestorTitles, title, status }) => {
      const titles = [...ancestorTitles, title];
      const file = relative(rootDir, testFilePath);
      return {
        name: `${file}: ${titles.join(' › ')}`,
        reason: reasonIn(titles) ?? (status === 'todo' ? 'to be written' : undefined),
      };
    });
}

/** `(skipped: why)` is there where it is so; `(skipped where why)` of a suite whatever is so. */
function reasonIn(titles) {
  const found = [/\(skipped: (.+)\)/, /\(skipped where (.+)\)/].flatMap((pattern) => {
    return titles.flatMap((title) => pattern.exec(title)?.[1] ?? []);
  });
  return found[0];
}

/** By reason. */
function linesOf(skipped) {
  if (skipped.length === 0) return ['No test was skipped.'];
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  return [
    `${count(skipped.length, 'test')} ${skipped.length === 1 ? 'was' : 'were'} skipped:`,
    ...reasons.flatMap((reason) => [
      `  ${reason ?? 'without a reason in the name'}`,
      ...skipped.filter((one) => one.reason === reason).map(({ name }) => `    ${name}`),
    ]),
    '',
  ];
}

/** `11 min 32 s`, `8 s`. */
function duration(seconds) {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Where jest's own reporter writes; the other is for --json. */
function print(text) {
  process.stderr.write(`${text}\n`);
}
