import type { Json, RenderedObject } from '@sovereign-fleet/renderer';
import { fieldPath } from '../objects/field-path';
import type { Breach } from '../contract/finding';
import { isList, isMap, type Step, walk } from '../objects/walk';

/** A text with `${` in it, after all was substituted. */
export interface Leftover extends Breach {
  /** Whether `${` may be the text's own: scripts, files in ConfigMaps. */
  readonly isProgram: boolean;
}

/**
 * Every key and value with `${` in it. Left out: schemas, fingerprints of Secrets, and text for programs that came out of
 * a chart. Flux does not substitute what Helm makes, so there `${` is the chart's own; what the values brought along is
 * found in the HelmRelease.
 */
export function leftoversOf(of: RenderedObject): readonly Leftover[] {
  if (of.object.kind === 'CustomResourceDefinition') return [];
  const found: Leftover[] = [];
  walk(of.object, (value, steps) => {
    if (typeof value === 'string' && value.includes('${')) add(steps, value);
    if (!isMap(value)) return;
    for (const key of Object.keys(value)) if (key.includes('${')) add([...steps, key], key);
  });
  return found;

  function add(steps: readonly Step[], text: string): void {
    const isData = of.object.kind === 'ConfigMap' && (steps[0] === 'data' || steps[0] === 'binaryData');
    const isForProgram = isData || text.includes('\n') || steps.some((step) => commands.has(step));
    if (isForProgram && of.appliedBy.kind === 'HelmRelease') return;
    const isProgram = text.includes('\n') || (isData ? isFile(steps) : isInCommand(of.object, steps, text));
    found.push({ at: of, field: fieldPath(steps), ...leftover(text), isProgram });
  }
}

function leftover(text: string): Pick<Leftover, 'problem' | 'remedy'> {
  const [shown = '${'] = /\$\{[^}\n]{0,60}\}?/.exec(text) ?? [];
  const problem = `${JSON.stringify(shown)} is left after substitution`;
  const remedy =
    'Declare the substitute in the kit; where the text itself is meant, keep it in a script or in a file of a ConfigMap';
  return { problem, remedy };
}

/** One line under a plain key is a value, which goes to a variable; a name with a dot is that of a file. */
function isFile([, key]: readonly Step[]): boolean {
  return typeof key === 'string' && key.includes('.');
}

const commands = new Set<Step>(['command', 'args']);

/** Of the items of a command, those that a shell reads; Kubernetes itself knows `$(X)` alone, and gives `${X}` on as it is. */
function isInCommand(object: Json, steps: readonly Step[], text: string): boolean {
  const list = steps.findIndex((step) => commands.has(step));
  const index = steps[list + 1];
  if (list < 0 || typeof index !== 'number') return false;
  // `${env:HOME}`, as some programs write it, is no variable of Flux.
  if (/\$\{[a-z]+:[A-Za-z]/.test(text)) return true;
  const container = at(object, steps.slice(0, list));
  const command = steps[list] === 'args' && isMap(container) ? itemsOf(container['command']) : [];
  const before = [...command, ...itemsOf(at(object, steps.slice(0, list + 1))).slice(0, index)];
  return before.some((item) => typeof item === 'string' && /^-[a-z]*c$/.test(item));
}

function at(value: Json | undefined, steps: readonly Step[]): Json | undefined {
  let inner = value;
  for (const step of steps) {
    if (isList(inner) && typeof step === 'number') inner = inner[step];
    else inner = isMap(inner) ? inner[step] : undefined;
  }
  return inner;
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}
