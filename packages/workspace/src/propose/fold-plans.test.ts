import { foldPlans, type ToldPlan } from './fold-plans';
import type { OwnNames } from './own-names';

const label = (key: string): string => `hz-${key.slice(0, 3)}-rtz-prod`;

function own(name: string, ...keys: readonly string[]): OwnNames {
  return { name, fqdn: `${name}.example.com`, regions: keys.map((key) => ({ key, label: label(key) })) };
}

/** A patch that adds one line. */
function added({ fqdn = '' }: OwnNames, file: string, line: string) {
  const path = `clusters/${fqdn}/${file}`;
  return { path, text: `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,1 @@\n+${line}\n` };
}

/** Opens a pull request with a file of the kit, and one in each region. */
function told(names: OwnNames, kit = 'same', line = (region: string) => `at: ${names.fqdn ?? ''}/${region}`): ToldPlan {
  const { name, fqdn = '', regions } = names;
  const ofRegions = regions.map(({ key }) => added(names, `${key}/a.yaml`, line(key)));
  const steps = `  would commit onto 0123456789ab\n  would open a pull request: Add ${name} (${fqdn})\n`;
  return { own: names, plan: { steps, parts: [added(names, 'bootstrap-kit/01.yaml', kit), ...ofRegions] } };
}

const steps = (name: string): string =>
  `\n${name}\n  would commit onto 0123456789ab\n  would open a pull request: Add ${name} (${name}.example.com)\n`;
const patch = (path: string, line: string): string =>
  `--- /dev/null\n+++ b/clusters/${path}\n@@ -0,0 +1,1 @@\n+${line}\n`;

test('the plan of one Sovereign with one region is shown as it is', () => {
  expect(foldPlans([told(own('acme', 'fsn1'))])).toBe(
    [
      steps('acme'),
      patch('acme.example.com/bootstrap-kit/01.yaml', 'same'),
      patch('acme.example.com/fsn1/a.yaml', 'at: acme.example.com/fsn1'),
    ].join(''),
  );
});

test('changes that are alike but for names are shown once, with their Sovereigns', () => {
  const plans = [told(own('acme', 'fsn1', 'nbg1')), told(own('beta', 'fsn1')), told(own('core', 'hel1'))];
  expect(foldPlans(plans)).toBe(
    [
      steps('acme'),
      '  alike in all 3 Sovereigns:\n',
      patch('acme.example.com/bootstrap-kit/01.yaml', 'same'),
      '  alike in all 4 regions of 3 Sovereigns:\n',
      patch('acme.example.com/fsn1/a.yaml', 'at: acme.example.com/fsn1'),
      '  and 1 file as shown already, with names of its own\n',
      '\nbeta, core\n  would each do what is shown above, with names of its own; --full shows it\n',
    ].join(''),
  );
});

test('a Sovereign that is called like a side of a patch is like the others', () => {
  const text = foldPlans([told(own('acme', 'fsn1')), told(own('b', 'fsn1')), told(own('core', 'fsn1'))]);
  expect(text).toContain('\nb, core\n  would each do what is shown above, with names of its own; --full shows it\n');
});

test('a change that differs is shown for its Sovereign, and the rest is named', () => {
  const plans = [told(own('acme', 'fsn1')), told(own('beta', 'fsn1'), 'other'), told(own('core', 'nbg1'))];
  expect(foldPlans(plans)).toBe(
    [
      steps('acme'),
      '  alike in 2 Sovereigns: acme, core:\n',
      patch('acme.example.com/bootstrap-kit/01.yaml', 'same'),
      '  alike in all 3 regions of 3 Sovereigns:\n',
      patch('acme.example.com/fsn1/a.yaml', 'at: acme.example.com/fsn1'),
      steps('beta'),
      patch('beta.example.com/bootstrap-kit/01.yaml', 'other'),
      '  and 1 file as shown already, with names of its own\n',
      '\ncore\n  would do what is shown above, with names of its own; --full shows it\n',
    ].join(''),
  );
});

test.each<{ what: string; line: (region: string) => string }>([
  { what: "another Sovereign's domain", line: (region) => `at: acme.example.com/${region}` },
  { what: "another region's key", line: () => 'at: beta.example.com/fsn1' },
  { what: "another region's label", line: () => 'at: hz-fsn-rtz-prod' },
])('a Sovereign that has $what by mistake is not called alike', ({ line }) => {
  const right = told(own('acme', 'fsn1'), 'same', line);
  const wrong = told(own('beta', 'nbg1'), 'same', line);
  expect(foldPlans([right, wrong])).toContain(patch('beta.example.com/nbg1/a.yaml', line('nbg1')));
});

test('a name within a word does not count: a Sovereign called "in" is like the others', () => {
  const line = () => 'within: main';
  const text = foldPlans([told(own('in', 'fsn1'), 'same', line), told(own('ma', 'fsn1'), 'same', line)]);
  expect(text).toContain('  alike in all 2 regions of 2 Sovereigns:\n');
});

test('plans are alike in spite of commits and numbers, but what a branch is taken over from is shown for each', () => {
  const taken = (name: string, number: number): ToldPlan => {
    const names = own(name, 'fsn1');
    const headings = ['  from what others changed on the branch:\n', '  from the base:\n'].map((text) => ({ text }));
    const kit = added(names, 'bootstrap-kit/01.yaml', 'same');
    const heading = number === 7 ? headings : [];
    return { own: names, plan: { steps: `  would edit pull request #${number}\n`, parts: [...heading, kit] } };
  };
  expect(foldPlans([taken('acme', 1), taken('beta', 2)])).toContain('\nbeta\n  would do what is shown above');
  const text = foldPlans([taken('acme', 1), taken('beta', 7)]);
  expect(text).toContain(
    '\nbeta\n  would edit pull request #7\n  from what others changed on the branch:\n  from the base:\n',
  );
});
