import { stringify } from 'yaml';
import type { KitModel } from '../model/kit-model';

const header = `# The dependency graph of the kit, as it was adopted. A change here is a review of the order in which a
# region comes up; the compile refuses a kit whose rows differ.
`;

/** The text of `graph.yaml`. */
export function graphFileText({ slots }: KitModel): string {
  const rows = slots.map(({ number, name, dependsOn }) => {
    const edges = `[${dependsOn.join(', ')}]`;
    return `  - { slot: '${number}', name: ${name}, depends_on: ${edges} }\n`;
  });
  return `${header}slots:\n${rows.join('')}`;
}

/** Objects as YAML documents. */
export function printObjects(objects: readonly object[]): string {
  return objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n');
}
