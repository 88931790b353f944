/**
 * Does the work once for each text, for all that follows from the text alone. When the texts have more characters than
 * `most` together, those that were not asked for longest are forgotten. Nobody may change an answer.
 */
export function keepByText<Answer>(work: (text: string) => Answer, most: number): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  let size = 0;
  const keep = (text: string, answer: Answer) => {
    kept.set(text, answer);
    size += text.length;
    for (const [oldest] of kept) {
      if (size <= most) break;
      kept.delete(oldest);
      size -= oldest.length;
    }
    return answer;
  };
  return (text) => {
    const known = kept.get(text);
    if (known === undefined && !kept.has(text)) {
      const own = copyOf(text);
      return keep(own, work(own));
    }
    kept.delete(text);
    size -= text.length;
    return keep(text, known as Answer); // it has the key
  };
}

/** A part of a text holds all of that text in memory, and so does what is read out of the part. */
function copyOf(text: string): string {
  const latin = Buffer.from(text, 'latin1').toString('latin1'); // quicker, for what has no other characters
  return latin === text ? latin : (JSON.parse(JSON.stringify(text)) as string); // a text stays one
}
