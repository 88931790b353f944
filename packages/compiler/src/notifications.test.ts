import { valueOf } from '@sovereign-fleet/domain';
import { compile } from './compile';
import { referencesOf } from './references';
import { billing, resolveOwn } from './testing/own-record';
import type { Topology } from './topology';

const sync = 'clusters/acme.example.com/eu-central-1/flux-system';

function filesOf(topology: Topology) {
  const tree = compile([topology]);
  const read = (name: string) => tree.get([...tree.keys()].find((path) => path === `${sync}/${name}`) ?? ('' as never));
  return { notifications: read('notifications.yaml'), list: read('kustomization.yaml') };
}

const topologyWith = (own: object = {}) => valueOf(resolveOwn(own));

test('each region says on commits how it is, by a context of its own for each Kustomization', () => {
  const { notifications = '', list } = filesOf(topologyWith());
  expect(list).toMatch(/resources:\n {2}- gotk-sync.yaml\n {2}- notifications.yaml\n$/);
  expect(notifications).toContain(
    `commitStatusExpr: "'flux/acme.example.com/eu-central-1/' + event.involvedObject.name"\n`,
  );
  expect(watched(notifications)).toEqual(['bootstrap-kit', 'bootstrap-kit-ready']);
});

test('a Sovereign with slots of its own says how those are, too', () => {
  const { notifications = '' } = filesOf(topologyWith({ slots: [billing()] }));
  expect(watched(notifications)).toEqual(['bootstrap-kit', 'own-slots', 'bootstrap-kit-ready']);
});

function watched(text: string): readonly (string | undefined)[] {
  return [...text.matchAll(/kind: Kustomization\n +name: (.+)/g)].map(([, name]) => name);
}

test.each([
  { url: 'https://github.com/org/fleet', address: 'https://github.com/org/fleet' },
  { url: 'https://github.com/org/fleet.git/', address: 'https://github.com/org/fleet' },
  { url: 'https://git.example.com:8443/org/fleet', address: 'https://git.example.com:8443/org/fleet' },
  { url: 'ssh://git@git.example.com:2222/org/fleet.git', address: 'https://git.example.com/org/fleet' },
])('the statuses of $url are written at $address', ({ url, address }) => {
  const { notifications } = filesOf({ ...topologyWith(), repository: { url, branch: 'main' } });
  expect(notifications).toMatch(new RegExp(`^  address: "?${address}"?$`, 'm'));
});

test.each([
  { what: 'where the fleet has no source of health', topology: () => ({ ...topologyWith(), reportsHealth: false }) },
  { what: 'before Flux 2.6, which knows no expression', topology: () => topologyWith({ fluxVersion: '2.5.1' }) },
])('nothing is said $what', ({ topology }) => {
  const { notifications, list } = filesOf(topology());
  expect(notifications).toBeUndefined();
  expect(list).toMatch(/resources:\n {2}- gotk-sync.yaml\n$/);
  expect(referencesOf(topology()).map(({ name }) => name)).not.toContain('fleet-status');
});

test('Phase 0 delivers the token', () => {
  const found = referencesOf(topologyWith()).find(({ name }) => name === 'fleet-status');
  expect(found).toMatchObject({ kind: 'Secret', namespace: 'flux-system', keys: ['token'], from: 'bootstrap' });
});
