/** A number with its noun, such as `1 slot` and `2 slots`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
