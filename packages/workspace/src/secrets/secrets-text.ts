import type { Reference } from '@sovereign-fleet/compiler';
import { printableText } from '../disk/printable-text';

/** What a person reads of each reference: what it is for, who delivers and reads it, and how it is changed. */
export function secretsText(references: readonly Reference[]): string {
  return printableText(references.map(referenceText).join('\n\n'));
}

function referenceText(reference: Reference): string {
  const { kind, namespace, name, keys, why, readers } = reference;
  return [
    `${kind} ${namespace}/${name}: ${why}`,
    `  keys          ${keys.join(', ')}`,
    `  delivered by  ${deliveryText(reference)}`,
    `  read by       ${readers.join('; ')}`,
    `  to change it  ${changeText(reference)}`,
  ].join('\n');
}

function deliveryText({ from }: Reference): string {
  if (from === 'bootstrap') return 'Phase 0, or whoever installs Flux in the region';
  if ('slot' in from) return `the chart of ${from.slot}, once it runs`;
  if ('files' in from) return `Flux, which decrypts ${from.files.join(', ')}`;
  return `${from.externalSecrets.join(', ')}, from a store outside`;
}

function changeText({ kind, namespace, name, keys, from }: Reference): string {
  if (from !== 'bootstrap') {
    if ('files' in from) return from.files.map((file) => `sops ${file}`).join('; ');
    if ('slot' in from) return `kubectl -n ${namespace} delete secret ${name}, and its vCluster writes it again`;
    return 'change it in its store';
  }
  const files = keys.map((key) => `--from-file=${key}=<file>`).join(' ');
  const what = kind === 'Secret' ? `secret ${typeOfSecret(keys)}` : 'configmap';
  return `kubectl -n ${namespace} create ${what} ${name} ${files} --dry-run=client -o yaml | kubectl apply -f -`;
}

/** kubectl writes Secrets of any type from files, and of registries, too, where the type is given. */
function typeOfSecret(keys: readonly string[]): string {
  return keys.includes('.dockerconfigjson') ? 'generic --type=kubernetes.io/dockerconfigjson' : 'generic';
}
