/** Does the work once for each key. A second call waits for the first one, or gets its answer. */
export function memoize<In, Out>(
  keyOf: (input: In) => string,
  work: (input: In) => Promise<Out>,
): (input: In) => Promise<Out> {
  const begun = new Map<string, Promise<Out>>();
  return (input) => {
    const key = keyOf(input);
    const answer = begun.get(key) ?? work(input);
    begun.set(key, answer);
    return answer;
  };
}
