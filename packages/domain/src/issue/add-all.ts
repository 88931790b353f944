/**
 * Adds each of these to a list. `list.push(...items)` makes arguments of them, of which V8 has room for some 100,000:
 * a file may have as many lines.
 */
export function addAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
