import { isPlainObject } from '../sovereign/chart-values';
import { isDnsName } from '../sovereign/dns-name';
import { providerNames, regionKeys } from '../sovereign/provider';

/**
 * What a default names that only one customer, region or machine has, as a person reads it; undefined for a default
 * that any Sovereign can have.
 */
export function nameInDefault(value: unknown): string | undefined {
  if (typeof value === 'string') return nameInText(value);
  const parts: readonly unknown[] = Array.isArray(value) ? value : isPlainObject(value) ? Object.values(value) : [];
  return parts.map(nameInDefault).find((name) => name !== undefined);
}

function nameInText(text: string): string | undefined {
  if (isRegionKey(text)) return `the region ${text}`;
  if (isNetwork(text)) return undefined;
  const host = hostIn(text);
  const isOfMachine = isAddress(host) || (host.includes('.') && isHostName(host));
  return isOfMachine ? `the host ${host}` : undefined;
}

function isRegionKey(text: string): boolean {
  return providerNames.some((provider) =>
    regionKeys(provider).some((key) => text === key || text === `${provider}:${key}`),
  );
}

/** What may be a host in a text: without a scheme, a user, a port and a path. */
function hostIn(text: string): string {
  const [authority = ''] = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split('/');
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return /^\[.*\]/.exec(host)?.[0].slice(1, -1) ?? (isV6(text) ? text : host.replace(/:[0-9]+$/, ''));
}

/** A DNS name whose last label has letters, but for the names that every cluster has. */
function isHostName(host: string): boolean {
  return isDnsName(host) && /\.[a-z][a-z0-9-]+$/.test(host) && !/\.(svc|local)$/.test(host);
}

/** An address of one machine: neither a network, nor the machine that reads it. */
function isAddress(host: string): boolean {
  return (isV4(host) && !/^(127|0)\./.test(host)) || (isV6(host) && !/^::1?$/.test(host));
}

/** A network of more than one machine. */
function isNetwork(text: string): boolean {
  return /^[0-9a-f.:]+\/([0-9]{1,3})$/i.test(text) && !/\/(32|128)$/.test(text);
}

function isV4(text: string): boolean {
  return /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(text);
}

function isV6(text: string): boolean {
  return /^[0-9a-f:]+$/i.test(text) && text.split(':').length > 2 && URL.canParse(`http://[${text}]`);
}
