/**
 * A substitute as text, for Flux's `postBuild`: `${NAME}` and no other form, since strict mode has holes with
 * the others (fluxcd/flux2#5836).
 */
export function reference(name: string): string {
  return `\${${name}}`;
}

/**
 * Text as it must be written so that it arrives unchanged where Flux substitutes: `$$` gives `$`
 * (fluxcd/pkg envsubst; measured: flux-postbuild.jsonl).
 */
export function escapeSubstitutes(text: string): string {
  return text.replaceAll('$', '$$$$');
}
