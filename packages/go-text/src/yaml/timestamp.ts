const date = '(\\d{4})-(\\d{1,2})-(\\d{1,2})';
const time = '(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,9}))?';
const form = new RegExp(`^${date}(?:[Tt]${time}(Z|[+-]\\d\\d:\\d\\d)| ${time})?$`);

/**
 * A timestamp as RFC 3339 writes it, or nothing if the text is not a timestamp. The forms are those that the Go YAML
 * libraries try, one after the other.
 */
export function timestampOf(text: string): string | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', ...rest] = match;
  const [hour, minute, second, fraction] = rest[0] === undefined ? rest.slice(5) : rest;
  const zone = rest[4] ?? 'Z';
  if (!isDay(year, month, day) || !isBelow(hour, 24) || !isBelow(minute, 60) || !isBelow(second, 60)) return undefined;
  if (zone !== 'Z' && (!isBelow(zone.slice(1, 3), 25) || !isBelow(zone.slice(4), 60))) return undefined;
  const clock = [hour, minute, second].map((part) => two(part ?? '')).join(':');
  const decimals = (fraction ?? '').replace(/0+$/, '');
  const shownZone = /^[+-]00:00$/.test(zone) ? 'Z' : zone;
  return `${year}-${two(month)}-${two(day)}T${clock}${decimals === '' ? '' : `.${decimals}`}${shownZone}`;
}

function two(part: string): string {
  return part.padStart(2, '0');
}

function isBelow(part: string | undefined, limit: number): boolean {
  return Number(part ?? 0) < limit;
}

function isDay(year: string, month: string, day: string): boolean {
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return false;
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return Number(day) <= (days[Number(month) - 1] ?? 0);
}
