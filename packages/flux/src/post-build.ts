/**
 * A substitute as text, for Flux's `postBuild`: `${NAME}` and no other form, since strict mode has holes with
 * the others (fluxcd/flux2#5836).
 */
export function reference(name: string): string {
  return `\${${name}}`;
}

/**
 * Text as it must be written so that it arrives unchanged where Flux substitutes: `$$` gives `$`
 * (fluxcd/pkg envsubst; measured: flux-postbuild.jsonl). Go prints each sign of a text that begins with U+FEFF as its
 * code, so Flux sees no `$` there.
 */
export function escapeSubstitutes(text: string): string {
  return text.startsWith('\ufeff') ? text : text.replaceAll('$', '$$$$');
}

/** An entry of `postBuild.substituteFrom` as it is written. */
export interface SubstituteReference {
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly optional?: unknown;
}

/** `spec.postBuild` of a Kustomization as it is written; Flux checks its entries only when it substitutes. */
interface WrittenPostBuild {
  /** Without those that are null, which the API server leaves out. */
  readonly substitute: Readonly<Record<string, unknown>>;
  readonly substituteFrom: readonly SubstituteReference[];
  /** `substituteStrategy: Always`: also where there is no variable at all. */
  readonly always: boolean;
}

export function readPostBuild(kustomization: Readonly<Record<string, unknown>>): WrittenPostBuild {
  const { substitute, substituteFrom, substituteStrategy } = fieldsOf(fieldsOf(kustomization['spec'])['postBuild']);
  return {
    substitute: Object.fromEntries(Object.entries(fieldsOf(substitute)).filter(([, value]) => value !== null)),
    substituteFrom: Array.isArray(substituteFrom) ? substituteFrom.map(fieldsOf) : [],
    always: substituteStrategy === 'Always',
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return value as Readonly<Record<string, unknown>>; // a map of YAML
}
