import { z } from 'zod';
import type { Refusal } from '../issue/issue';
import { asZodIssue } from '../issue/zod-issues';
import { isPlainObject } from '../sovereign/chart-values';
import { isDnsName } from '../sovereign/dns-name';
import { isSubstituted, type SlotValues, type Substituted } from './parameter';

/** Labels or annotations, with substitutes in their values where the kit has some there. */
export type Metadata = Readonly<Record<string, string | Substituted<'string'>>>;

// Kubernetes, "Labels and Selectors": the name of a key, and a value.
const keyName = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

/** Labels as Kubernetes takes them. */
export const LabelsShape = metadata(labelValue);

/** Annotations as Kubernetes takes them: their values are any text. */
export const AnnotationsShape = metadata(/^/);

function metadata(value: RegExp) {
  return z.custom<Metadata>().superRefine((pairs: unknown, context) => {
    if (!isPlainObject(pairs)) context.addIssue(asZodIssue(noMetadata));
    for (const [key, text] of Object.entries(isPlainObject(pairs) ? pairs : {})) {
      const isValue = typeof text === 'string' ? value.test(text) : isReference(text);
      if (isValue && isMetadataKey(key)) continue;
      context.addIssue({ ...asZodIssue({ ...noMetadata, problem: 'Kubernetes does not take it' }), path: [key] });
    }
  });
}

/** A key is a name, behind a DNS prefix where it has one: `example.com/tier`. */
function isMetadataKey(key: string): boolean {
  const slash = key.indexOf('/');
  return keyName.test(key.slice(slash + 1)) && (slash < 0 || isDnsName(key.slice(0, slash)));
}

const noMetadata: Refusal = {
  code: 'malformed',
  problem: 'it must be texts by key',
  remedy: 'Write { "example.com/tier": "base" }',
};

function isReference(value: unknown): boolean {
  return isPlainObject(value) && isSubstituted(value as SlotValues); // of any object it says whether it is one
}
