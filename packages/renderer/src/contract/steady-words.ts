/** Go prints where in its memory something is, as in kustomize's `&{0xc00012c460}`. It is elsewhere in each run. */
const address = /\b0x[0-9a-f]{9,16}\b/g;

/** A line of Helm's log. */
const logLine = /^level=\w+ msg=/;

/**
 * What a program of Go said of its failure, the same in each run: without places in its memory, and with lines of its
 * log that follow each other in the order of their texts. Helm goes through values in any order, and warns of each.
 */
export function steadyWords(words: string): string {
  const runs: string[][] = [];
  for (const line of words.replace(address, '0x…').split('\n')) {
    const last = runs.at(-1);
    if (last !== undefined && logLine.test(line) && logLine.test(last[0] ?? '')) last.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((lines) => lines.sort()).join('\n');
}
