/**
 * A time as Go writes it again once it has read it (time.Parse with RFC 3339; apimachinery: meta/v1 Time, MicroTime):
 * in UTC, without a fraction of seconds, or with the six digits of `micro`, which then have to be there. Undefined for
 * a text that Go refuses.
 */
export function canonicalTime(text: string, precision: 'seconds' | 'micro'): string | undefined {
  const [, date = '', hour = '', rest = '', fraction = '', zone = ''] = written.exec(text) ?? [];
  if (date === '' || (precision === 'micro' && fraction.length !== 7)) return undefined;
  const seconds = Date.parse(`${date}T${hour.padStart(2, '0')}:${rest}Z`) / 1000;
  if (Number.isNaN(seconds) || hour === '24' || !isDay(date)) return undefined;
  const minutes = offsetOf(zone);
  if (minutes === undefined) return undefined;
  const digits = precision === 'micro' ? `.${fraction.slice(1)}` : '';
  return new Date((seconds - 60 * minutes) * 1000).toISOString().replace(/\.000Z$/, `${digits}Z`);
}

/** Go takes an hour of one digit, and a comma before the fraction. */
const written = /^(\d{4}-\d\d-\d\d)T(\d{1,2}):(\d\d:\d\d)([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;

/** JavaScript takes the 31st of any month. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/** Minutes east of UTC. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 24 || minutes > 60) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (60 * hours + minutes);
}
