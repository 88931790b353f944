import { printableText } from '../disk/printable-text';
import type { Reference } from './references';

/** What a person reads of each reference: what it is for, who delivers and reads it, and how it is changed. */
export function secretsText(references: readonly Reference[], sovereign: string): string {
  return printableText(references.map((reference) => referenceText(reference, sovereign)).join('\n\n'));
}

function referenceText(reference: Reference, sovereign: string): string {
  const { kind, namespace, name, keys, why, readers } = reference;
  return [
    `${kind} ${namespace}/${name}: ${why}`,
    `  keys          ${keys.join(', ')}`,
    `  delivered by  ${deliveryText(reference, sovereign)}`,
    `  read by       ${readers.join('; ')}`,
    `  to change it  ${changeText(reference, sovereign)}`,
  ].join('\n');
}

function deliveryText({ from, name }: Reference, sovereign: string): string {
  if (typeof from === 'object') return `the chart of ${from.slot}, once it runs`;
  if (from === 'bootstrap') return 'Phase 0, or whoever installs Flux in the region';
  return from === 'sops'
    ? `whoever applies the encrypted file ${sopsFile(name, sovereign)}`
    : 'an ExternalSecret, from a store outside';
}

function changeText({ kind, namespace, name, keys, from }: Reference, sovereign: string): string {
  if (typeof from === 'object')
    return `kubectl -n ${namespace} delete secret ${name}, and its vCluster writes it again`;
  if (from === 'external') return 'change it in its store';
  if (from === 'sops') return `sops ${sopsFile(name, sovereign)}`;
  const files = keys.map((key) => `--from-file=${key}=<file>`).join(' ');
  const what = kind === 'Secret' ? `secret ${typeOfSecret(keys)}` : 'configmap';
  return `kubectl -n ${namespace} create ${what} ${name} ${files} --dry-run=client -o yaml | kubectl apply -f -`;
}

/** kubectl writes Secrets of any type from files, and of registries, too, where the type is given. */
function typeOfSecret(keys: readonly string[]): string {
  return keys.includes('.dockerconfigjson') ? 'generic --type=kubernetes.io/dockerconfigjson' : 'generic';
}

function sopsFile(name: string, sovereign: string): string {
  return `sovereigns/${sovereign}/secrets/${name}.yaml`;
}
