import { z } from 'zod';
import { asZodIssue } from '../issue/zod-issues';

/** A network of IPv4 as people write it: `10.1.0.0/16`. */
export const Cidr = z.string().superRefine((text, context) => {
  const problem = problemOf(text);
  const remedy = "Write a network such as '10.1.0.0/16'";
  if (problem !== undefined) context.addIssue(asZodIssue({ code: 'malformed', problem, remedy }));
});

interface Range {
  readonly first: number;
  readonly last: number;
}

/** Whether two networks have an address in common. */
export function doOverlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a.first <= b.last && b.first <= a.last;
}

/** The network number `index` of those that have `prefix` bits in a range; undefined behind the end of the range. */
export function subnet(range: string, prefix: number, index: number): string | undefined {
  const { first, last } = rangeOf(range);
  const start = first + index * sizeOf(prefix);
  return start + sizeOf(prefix) - 1 > last ? undefined : `${textOf(start)}/${prefix}`;
}

/** The bits that say which network an address is in. */
export function prefixOf(cidr: string): number {
  return Number(cidr.split('/')[1]);
}

/** Without leading zeros, which Go refuses (netip.ParsePrefix). */
const pattern = /^((?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3})\/(0|[1-9]\d?)$/;

function problemOf(text: string): string | undefined {
  const [, address = '', prefix = ''] = pattern.exec(text) ?? [];
  const isNetwork = address !== '' && address.split('.').every((part) => Number(part) < 256) && Number(prefix) <= 32;
  if (!isNetwork) return 'it is not a network of IPv4';
  const start = numberOf(address);
  const first = start - (start % sizeOf(Number(prefix)));
  return first === start ? undefined : `the network of this address is ${textOf(first)}/${prefix}`;
}

function rangeOf(cidr: string): Range {
  const first = numberOf(cidr.split('/')[0] ?? '');
  return { first, last: first + sizeOf(prefixOf(cidr)) - 1 };
}

function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}
