import type { JsonMap } from '@sovereign-fleet/domain';
import type { ReviewSubject } from '../contract/review-subject';
import { add, withChange } from '../testing/example-change';
import { entry, findings } from '../testing/example-rows';
import { exampleSubject, kit, renderedObject } from '../testing/example-subject';

const source = (spec: JsonMap, name = 'charts') =>
  renderedObject(kit, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: name === 'flux-system' ? 'GitRepository' : 'OCIRepository',
    metadata: { name, namespace: 'flux-system' },
    spec,
  });
const pulled = (url: string) => source({ url, secretRef: { name: 'pull' }, ref: { tag: '1.0.0' } });
const quay = pulled('oci://quay.io/a/b');

type Secrets = NonNullable<ReviewSubject['kit']['secrets']>;
const pull = { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls' } as const;

function foundOf(object: ReturnType<typeof source>, secrets: Secrets, said: Partial<ReviewSubject> = {}) {
  const subject = { ...exampleSubject(), ...said };
  const changed = withChange({ ...subject, kit: { ...subject.kit, secrets } }, ['fsn1'], add(object));
  return findings(changed);
}

const at = 'warning covered-registry fsn1: OCIRepository flux-system/charts, spec.secretRef.name:';
const write = `Write registries: ['quay.io'] in "secrets" of the kit once it is in the Secret. [${entry}]`;

test.each<{ what: string; secret: Secrets['']; found: readonly string[] }>([
  { what: 'has it', secret: { ...pull, registries: ['ghcr.io', 'quay.io'] }, found: [] },
  { what: 'is of user and password', secret: { ...pull, keys: ['username', 'password'] }, found: [] },
  {
    what: 'has another one',
    secret: { ...pull, registries: ['ghcr.io', 'quay.io:5000'] },
    found: [`${at} the Secret pull has ghcr.io, quay.io:5000, and not quay.io. ${write}`],
  },
  {
    what: 'is said to have none',
    secret: pull,
    found: [
      `${at} the kit does not say which registries the Secret pull has, and quay.io is to be one of them. ${write}`,
    ],
  },
])('covered-registry: a registry whose Secret $what', ({ secret, found }) => {
  expect(foundOf(quay, { pull: secret })).toEqual(found);
});

test('brought-secret: the Secret of a source, but not that of the tree itself', () => {
  expect(foundOf(quay, {})).toEqual([
    'warning brought-secret fsn1: OCIRepository flux-system/charts: it needs the Secret flux-system/pull, which ' +
      'nothing in the tree makes and no kit declares. Declare it in "secrets" of the kit, with who delivers it, or ' +
      `make it optional. [${entry}]`,
  ]);
  expect(foundOf(source({ secretRef: { name: 'flux-system' } }, 'flux-system'), {})).toEqual([]);
});

test.each([
  { rule: 'covered-registry', registries: ['ghcr.io'], name: 'pull', count: 1 },
  { rule: 'covered-registry', registries: ['quay.io'], name: 'pull', count: 0 },
  { rule: 'brought-secret', registries: ['quay.io'], name: 'other', count: 1 },
])('$rule: a Secret is found by its name and namespace, whatever the key of its row is', (row) => {
  const { rule, name, registries, count } = row;
  const pullOfApps = { ...pull, namespace: 'apps', registries: ['docker.io'] };
  const found = foundOf(quay, { pull: pullOfApps, 'pull-flux': { ...pull, name, registries } });
  expect(found.filter((text) => text.startsWith(`warning ${rule} `))).toHaveLength(count);
});
