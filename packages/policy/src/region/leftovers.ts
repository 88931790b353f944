import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { fieldPath } from '../objects/field-path';
import type { Leftover } from '../contract/region-under-review';
import { type Step, walk } from '../objects/walk';

/**
 * Every key and value with `${` in it, except for schemas, fingerprints of Secrets and text for programs that a chart
 * made. Flux does not substitute what Helm makes, so there `${` is the chart's own. What came in by the values is
 * found in the HelmRelease.
 */
export function leftoversOf(of: RenderedObject): readonly Leftover[] {
  if (of.object.kind === 'CustomResourceDefinition') return [];
  const found: Leftover[] = [];
  walk(of.object, (value, steps) => {
    if (typeof value === 'string' && value.includes('${')) add(steps, value);
    if (!isJsonMap(value)) return;
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
  const problem = `${printJson(shown)} is left after substitution`;
  return { problem, remedy: leftoverRemedy };
}

const leftoverRemedy =
  'Declare the substitute in the kit; where the text itself is meant, keep it in a script or in a file of a ConfigMap';

/** A key of a ConfigMap with a dot is the name of a file. Under another key there is a value for a variable. */
function isFile([, key]: readonly Step[]): boolean {
  return typeof key === 'string' && key.includes('.');
}

const commands = new Set<Step>(['command', 'args']);

/** Whether a shell reads the item of a command: Kubernetes knows `$(X)` alone, and hands `${X}` to the program. */
function isInCommand(object: Json, steps: readonly Step[], text: string): boolean {
  const list = steps.findIndex((step) => commands.has(step));
  const index = steps[list + 1];
  if (list < 0 || typeof index !== 'number') return false;
  // `${env:HOME}`, as some programs write it, is not a variable of Flux.
  if (/\$\{[a-z]+:[A-Za-z]/.test(text)) return true;
  const container = valueOfSteps(object, steps.slice(0, list));
  const command = steps[list] === 'args' && isJsonMap(container) ? itemsOf(container['command']) : [];
  const before = [...command, ...itemsOf(valueOfSteps(object, steps.slice(0, list + 1))).slice(0, index)];
  return before.some((item) => typeof item === 'string' && /^-[a-z]*c$/.test(item));
}

function valueOfSteps(value: Json | undefined, steps: readonly Step[]): Json | undefined {
  let inner = value;
  for (const step of steps) {
    if (isJsonList(inner) && typeof step === 'number') inner = inner[step];
    else inner = isJsonMap(inner) ? inner[step] : undefined;
  }
  return inner;
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}
