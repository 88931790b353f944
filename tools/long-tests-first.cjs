const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The files of tests that take longest, the longest first: what `npm test` prints of them. One that starts last keeps
 * one core busy while the others have nothing left to do.
 */
const longTests = [
  'newcomer',
  'release/registry',
  'how-to-pages',
  'nx-cache',
  'release/installed',
  'fault-matrix-refused',
  'propose/propose',
  'messages',
  'fault-matrix-answer-lost',
  'campaign-time',
  'propose-campaign',
  'fetched-tools',
  'render',
  'nx',
  'drift',
  'figures',
  'before-tasks',
  'release/upgrade',
  'review-base',
].map((name) => `/${name}.real.test.ts`);

/**
 * The order in which jest runs files. Where it ran them before it knows how long they took, and decides by that; in a
 * fresh clone it knows only how large they are, which says nothing of a test that starts programs.
 */
module.exports = class LongTestsFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const places = new Map(sorted.map((test) => [test, placeOf(test)]));
    return sorted.toSorted((one, other) => places.get(one) - places.get(other));
  }
};
module.exports.longTests = longTests;

function placeOf({ path }) {
  const place = longTests.findIndex((name) => path.endsWith(name));
  return place === -1 ? longTests.length : place;
}
