/** A function that works out its answer once for each object: what all Sovereigns share is printed once. */
export function oncePer<Key extends object, Answer>(answerFor: (key: Key) => Answer): (key: Key) => Answer {
  const answers = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = answerFor(key);
    answers.set(key, { answer });
    return answer;
  };
}
