import { objectOf, refusalLines } from '../testing/server-lines';

const ofSubdomain =
  'Write small letters, digits, "-" and ".", with a letter or a digit at both ends of each part (at most 253).';
const ofLabel = 'Write small letters, digits and "-", with a letter or a digit at both ends (at most 63).';
const no = (name: string): string => `refused metadata.name: "${name}" is no name that it takes. ${ofSubdomain}`;

test.each([
  ['v1/ConfigMap', 'a.b-c', []],
  ['v1/ConfigMap', 'Web', [no('Web')]],
  ['v1/ConfigMap', 'web_1', [no('web_1')]],
  ['v1/ConfigMap', 'web-', [no('web-')]],
  ['v1/ConfigMap', '${NAME}', [no('${NAME}')]],
  ['example.com/v1/Thing', 'kube:thing', [no('kube:thing')]],
  ['v1/Service', '1web', []],
  ['v1/Service', 'web.a', [`refused metadata.name: "web.a" is no name that it takes. ${ofLabel}`]],
  ['v1/Namespace', 'a.b', [`refused metadata.name: "a.b" is no name that it takes. ${ofLabel}`]],
  ['rbac.authorization.k8s.io/v1/ClusterRole', 'system:Node_x', []],
  [
    'rbac.authorization.k8s.io/v1/Role',
    'a/b',
    ['refused metadata.name: "a/b" is no name that it takes. Write no "/" and no "%".'],
  ],
  ['v1/ConfigMap', 'ENC[AES256_GCM,data:x]', []],
  ['batch/v1/Job', '(not the same twice)', []],
])('a %s may be named %s, or the server says why not', async (type, name, lines) => {
  expect(await refusalLines([objectOf(type, {}, { name })])).toEqual(lines);
});

test('names have at most as many characters as the objects that are made of them', async () => {
  const long = 'x'.repeat(254);
  const lines = [`"${'x'.repeat(79)}… is no name that it takes, and has 254 characters`, 'has 64', 'has 53'];
  const types = ['v1/ConfigMap', 'batch/v1/Job', 'batch/v1/CronJob'];
  const lengths = [254, 64, 53];
  for (const [index, type] of types.entries()) {
    const name = long.slice(0, lengths[index]);
    const spec = { jobTemplate: {}, schedule: '@daily', template: {} };
    const told = await refusalLines([objectOf(type, type === 'v1/ConfigMap' ? {} : { spec }, { name })]);
    expect(told.find((line) => line.includes('metadata.name'))).toContain(lines[index]);
    const shorter = await refusalLines([objectOf(type, {}, { name: name.slice(1) })]);
    expect(shorter.filter((line) => line.includes('metadata.name'))).toEqual([]);
  }
});

test('a namespace is named as one too', async () => {
  expect(await refusalLines([objectOf('v1/ConfigMap', {}, { namespace: 'My_Apps' })])).toEqual([
    `refused metadata.namespace: "My_Apps" is no namespace that it takes. ${ofLabel}`,
  ]);
});
