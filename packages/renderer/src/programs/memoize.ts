interface Memory<In, Out> {
  /** Answers that were not asked for longest are forgotten when there are more. */
  readonly most?: number;
  /** Whether an answer may stay once it is there. Who asks while it is worked out gets it in any case. */
  readonly isKept?: (input: In, answer: Out) => boolean;
}

/** Does the work once for each key. A second call waits for the first one, or gets its answer. */
export function memoize<In, Out>(
  keyOf: (input: In) => string,
  work: (input: In) => Promise<Out>,
  { most = Infinity, isKept = () => true }: Memory<In, Out> = {},
): (input: In) => Promise<Out> {
  const begun = new Map<string, Promise<Out>>();
  const begin = (key: string, input: In): Promise<Out> => {
    const answer = work(input);
    const forgetLarge = (made: Out): void => {
      if (!isKept(input, made) && begun.get(key) === answer) begun.delete(key);
    };
    answer.then(forgetLarge, () => undefined);
    return answer;
  };
  return (input) => {
    const key = keyOf(input);
    const answer = begun.get(key) ?? begin(key, input);
    begun.delete(key); // so that it stands last
    begun.set(key, answer);
    const [oldest] = begun.keys();
    if (begun.size > most && oldest !== undefined) begun.delete(oldest);
    return answer;
  };
}
