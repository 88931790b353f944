/** The number of each slot: that of its file, else the next that is free. Equal numbers get letters. */
export function numbersOf(files: readonly (string | undefined)[]): readonly string[] {
  const wanted = files.map((file) => /^([0-9]{2}[a-z]?)[-_.]/.exec(file?.split('/').at(-1) ?? '')?.[1]);
  const taken = new Set<string>();
  return wanted.map((number) => {
    const free = number === undefined ? nextFree(taken, wanted) : withLetter(number, taken);
    taken.add(free);
    return free;
  });
}

function nextFree(taken: ReadonlySet<string>, wanted: readonly (string | undefined)[]): string {
  for (let number = 1; number < 100; number += 1) {
    const text = String(number).padStart(2, '0');
    if (!taken.has(text) && !wanted.includes(text)) return text;
  }
  return withLetter('99', taken);
}

function withLetter(number: string, taken: ReadonlySet<string>): string {
  if (!taken.has(number)) return number;
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode('a'.charCodeAt(0) + index));
  const free = letters.map((letter) => `${number.slice(0, 2)}${letter}`).find((one) => !taken.has(one));
  return free ?? withLetter(String(Number(number.slice(0, 2)) - 1).padStart(2, '0'), taken);
}
