import { z } from 'zod';

const matches = (schema: z.ZodType) => (text: string) => schema.safeParse(text).success;

/**
 * The formats that the API server holds a text to (apiextensions-apiserver, supported formats), as far as they can be
 * told here without doubt. A format that is not among them is not looked at, as the server does with those it does not
 * know.
 */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
  cidr: matches(z.union([z.cidrv4(), z.cidrv6()])),
  date: matches(z.iso.date()),
  'date-time': (text) => /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text),
  ipv4: matches(z.ipv4()),
  ipv6: matches(z.ipv6()),
  mac: (text) => /^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/.test(text),
  uuid: (text) => /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text),
};

/** Whether a text has the format, or the format is none that we know. */
export function hasFormat(text: string, format: string): boolean {
  return formats[format]?.(text) ?? true;
}
