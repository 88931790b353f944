import { valueOf } from '../issue/result';
import { mirroredRegistriesOf, parseFleet } from '../fleet/fleet';
import { acme, sovereignMessages } from '../testing/example-sovereign';

test.each<{ what: string; mirroredRegistries: object; says: readonly string[] }>([
  {
    what: 'hosts, one of them with a port',
    mirroredRegistries: { 'public.ecr.aws': 'proxy-ecr', 'registry.acme.example:5000': 'proxy-acme' },
    says: [],
  },
  {
    what: 'what is no host and no project',
    mirroredRegistries: { 'https://quay.io': 'proxy-quay', 'quay.io': 'proxy quay' },
    says: [
      'mirroredRegistries["quay.io"] is "proxy quay": it must be the name of a project. Write a project such as ' +
        "'proxy-ecr'.",
      'mirroredRegistries["https://quay.io"] is "proxy-quay": it is not the host of a registry. Write it as ' +
        "'public.ecr.aws'.",
    ],
  },
])('a mirror has $what', ({ mirroredRegistries, says }) => {
  expect(sovereignMessages({ ...acme, mirroredRegistries })).toEqual(says);
});

const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
const mirroredRegistries = { 'public.ecr.aws': 'proxy-ecr', 'quay.io': 'quay' };
const fleet = valueOf(parseFleet('fleet.ts', { domain: 'example.com', repository, mirroredRegistries }));
const others = {
  'docker.io': 'proxy-dockerhub',
  'gcr.io': 'proxy-gcr',
  'ghcr.io': 'proxy-ghcr',
  'registry.k8s.io': 'proxy-k8s',
};

test.each([
  { what: 'of the fleet', sovereign: {}, ofMirror: { ...others, ...mirroredRegistries } },
  {
    what: 'of the fleet with more',
    sovereign: { mirroredRegistries: { 'nvcr.io': 'proxy-nvidia' } },
    ofMirror: { ...others, ...mirroredRegistries, 'nvcr.io': 'proxy-nvidia' },
  },
  {
    what: 'of its own',
    sovereign: { registryMirror: 'harbor.acme.example' },
    ofMirror: { ...others, 'quay.io': 'proxy-quay' },
  },
])('a Sovereign has the registries of a mirror $what', ({ sovereign, ofMirror }) => {
  expect(mirroredRegistriesOf(sovereign, fleet)).toEqual(ofMirror);
});
