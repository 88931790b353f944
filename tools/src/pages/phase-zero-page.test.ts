import { templateFiles } from '@sovereign-fleet/cloud-init';
import { mirroredRegistriesOf, valueOf } from '@sovereign-fleet/domain';
import { readSharedAt } from '@sovereign-fleet/workspace/specs';
import { acmeServers, exampleInputs, kitOfPhaseZero, prepareExample } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { readPage, tableRows } from './pages';

const page = 'docs/phase-zero.md';
const text = readPage(page);
const files = templateFiles(valueOf(prepareExample(acmeServers)));
const names = [...files.keys()].filter((path) => path.startsWith('fsn1/')).map((path) => path.slice('fsn1/'.length));
const first = files.get('fsn1/control-plane.yaml') ?? '';
const readme = files.get('fsn1/README.md') ?? '';

test('the table of phase-zero.md has each file of a region, and no other', () => {
  const rows = tableRows(page, 'file').map(([name = '']) => name.replaceAll('`', ''));
  expect([...rows].sort()).toEqual(names.filter((name) => name !== 'worker-gpu.yaml').sort());
  expect(text).toContain('`worker-<pool>.yaml`');
});

test('phase-zero.md has the exit codes of each step within what it says of them', () => {
  const kit = kitOfPhaseZero({ installs: { storage: 'kube-system' }, replaces: ['cloud-controller'] });
  const ofCloud = templateFiles(valueOf(prepareExample(acmeServers, kit)));
  const codes = [...ofCloud.values()].flatMap((file) =>
    [...file.matchAll(/^ +step (\d+) \w+$/gm)].map(([, code]) => code),
  );
  expect([...new Set(codes)].sort()).toEqual('10 11 12 13 14 20 21 22 23 30 31 32 33 34 35 36'.split(' '));
  expect(text.replace(/\s+/g, ' ')).toContain(
    '10 to 14 k3s, 20 to 22 the network, 30 to 34 Flux, its Secrets and its sync, 23, 35 and 36 a [cloud controller]',
  );
});

test('places and inputs that phase-zero.md names are those of the files', () => {
  for (const place of [
    '/var/lib/sovereign/phase-zero',
    '/usr/local/sbin/sovereign-phase-zero',
    '/etc/sovereign/region.env',
  ]) {
    expect(text).toContain(place);
    expect(first).toContain(place);
  }
  const variables = [...text.matchAll(/^ {2}(\w+) += (?:var|hcloud_server\.first)\./gm)].map(([, name = '']) => name);
  expect(variables.map((name) => name.toUpperCase())).toEqual(Object.keys(exampleInputs.values));
});

test('the README of a region has the ports that phase-zero.md has', () => {
  const ports = text.match(/\d+(?:-\d+)?\/(?:tcp|udp)/g) ?? [];
  expect(ports.length).toBeGreaterThan(5);
  expect(ports.filter((port) => !readme.includes(port))).toEqual([]);
});

test('sovereigns.md names the registries that every mirror has, and the project of each', () => {
  const { fleet } = valueOf(readSharedAt(workspaceRoot));
  const sovereigns = readPage('docs/sovereigns.md');
  const named = [...sovereigns.matchAll(/`([^`]+)` \((?:in its project )?`(proxy-[^`]+)`\)/g)];
  const usual = Object.entries(mirroredRegistriesOf({ registryMirror: 'harbor.acme.example' }, fleet));
  expect(named.map(([, host, project]) => [host, project])).toEqual(usual);
});
