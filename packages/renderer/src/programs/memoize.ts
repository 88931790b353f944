/**
 * Does the work once for each key. A second call waits for the first one, or gets its answer. With `most`, answers
 * that were not asked for longest are forgotten when there are more.
 */
export function memoize<In, Out>(
  keyOf: (input: In) => string,
  work: (input: In) => Promise<Out>,
  most = Infinity,
): (input: In) => Promise<Out> {
  const begun = new Map<string, Promise<Out>>();
  return (input) => {
    const key = keyOf(input);
    const answer = begun.get(key) ?? work(input);
    begun.delete(key); // so that it stands last
    begun.set(key, answer);
    const [oldest] = begun.keys();
    if (begun.size > most && oldest !== undefined) begun.delete(oldest);
    return answer;
  };
}
