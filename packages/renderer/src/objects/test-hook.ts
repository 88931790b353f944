import { isJsonMap, type Json } from '@sovereign-fleet/domain';

/**
 * Whether it is a hook of `helm test` and of nothing else. Helm's own option takes out a hook that is of a test and of
 * an install, too, which Flux installs.
 */
export function isTestHook(document: Json): boolean {
  const { metadata } = isJsonMap(document) ? document : {};
  const annotations = isJsonMap(metadata) ? metadata['annotations'] : undefined;
  const events = isJsonMap(annotations) ? annotations['helm.sh/hook'] : undefined;
  return typeof events === 'string' && events.split(',').every((one) => testEvents.has(one.trim().toLowerCase()));
}

/** Helm: pkg/release/v1/util, events. */
const testEvents: ReadonlySet<string> = new Set(['test', 'test-success']);
