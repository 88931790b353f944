const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The files of tests that take longest, the longest first: what `npm test` prints of them. One that starts last keeps
 * one core busy while the others have nothing left to do.
 */
const longTests = [
  'newcomer',
  'release/registry',
  'how-to-pages',
  'propose/year',
  'release/installed',
  'nx-cache',
  'fault-matrix-refused',
  'full-caches',
  'interruption',
  'propose/propose',
  'propose/killed',
  'propose/plans',
  'fetched-tools',
  'messages',
  'review-base',
  'ended-runs',
  'promote',
  'render',
  'drift',
  'cloud-init',
  'nx',
  'figures',
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
