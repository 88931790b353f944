import { formatIssue } from '@sovereign-fleet/domain';
import { addKit } from './fleet-file';

const fleet = `import { defineFleet } from '@sovereign-fleet/nx';
import openova from '../kits/openova/kit';

export default defineFleet({
  // The first is that of nx g sovereign.
  kits: [openova.with({ features: { a: true } })],
  domain: 'example.com',
});
`;

test('a kit is added behind the others, and what people wrote stays', () => {
  const added = addKit(fleet, 'april');
  expect(added.ok && added.value).toBe(
    fleet
      .replace("kit';\n\n", "kit';\nimport april from '../kits/april/kit';\n\n")
      .replace('true } })],', 'true } }), april],'),
  );
  expect(added.ok && addKit(added.value, 'april')).toEqual(added);
});

test('a name that the file has already is another one in code', () => {
  const added = addKit(fleet.replace('openova.with', 'wrap'), 'define-fleet');
  expect(added.ok && added.value).toContain("import defineFleet2 from '../kits/define-fleet/kit';");
});

test('a file without a list of kits is refused', () => {
  const refused = addKit(fleet.replace(/kits: .*\n/, '...kits,\n'), 'april');
  expect(refused.ok ? [] : refused.issues.map(formatIssue)).toEqual([
    'sovereigns/fleet.ts: kits is not set: it is not a list that stands in defineFleet({ … }), so that no kit can be ' +
      "added. Write kits: [april] there, and at the top: import april from '../kits/april/kit'.",
  ]);
});
