import { keepByText } from './keep-by-text';

test('work is done once for each text, until those not asked for longest are forgotten', () => {
  const done: string[] = [];
  const lengthOf = keepByText((text) => {
    done.push(text);
    return text === 'none' ? undefined : text.length;
  }, 10);
  expect(['abcd', 'none', 'abcd', 'none'].map(lengthOf)).toEqual([4, undefined, 4, undefined]);
  expect(done).toEqual(['abcd', 'none']);
  lengthOf('abcd'); // so that the other one goes
  expect(['xyz', 'abcd', 'none'].map(lengthOf)).toEqual([3, 4, undefined]);
  expect(done).toEqual(['abcd', 'none', 'xyz', 'none']);
});

test('a text that is longer than all that is kept is worked on each time', () => {
  let done = 0;
  const count = keepByText(() => (done += 1), 2);
  expect([count('long'), count('long'), count('ab'), count('ab')]).toEqual([1, 2, 3, 3]);
});

test('half of a pair of surrogates stays what it is', () => {
  expect(keepByText((text) => text, 10)('a\ud800"\u2028')).toBe('a\ud800"\u2028');
});
