import { parseSovereign } from './sovereign';
import { acme, exampleRegion, fsn1, nbg1, sovereignMessages, sovereignSource } from '../testing/example-sovereign';

const hel1 = { key: 'hel1', provider: 'hetzner' };

test.each([
  { given: 'no role', regions: [{ ...hel1 }, { ...nbg1, role: undefined }], primary: 'hel1' },
  { given: 'the role of the primary alone', regions: [{ ...hel1 }, { ...nbg1, role: 'primary' }], primary: 'nbg1' },
])('with $given, every region has one', ({ regions, primary }) => {
  const result = parseSovereign({ source: sovereignSource, name: 'acme', spec: { ...acme, regions } });
  const roles = result.ok ? result.value.regions.map(({ key, role }) => [key, role]) : [];
  expect(roles).toEqual(['hel1', 'nbg1'].map((key) => [key, key === primary ? 'primary' : 'secondary']));
});

test.each([
  {
    what: 'no region',
    regions: [],
    says: [`regions is []: it must have at least 1. Name at least one region, such as ${exampleRegion}.`],
  },
  {
    what: 'a region that the provider does not have',
    regions: [{ ...fsn1, key: 'fsn2' }],
    says: [
      'regions[0].key is "fsn2": Hetzner has no region "fsn2". Did you mean "fsn1"? Write one of fsn1, ' +
        'nbg1, hel1, ash, hil, sin.',
    ],
  },
  {
    what: "another provider's region",
    regions: [{ ...fsn1, key: 'eu-central-1' }],
    says: [
      'regions[0].key is "eu-central-1": Hetzner has no region "eu-central-1". It is a region of AWS: ' +
        'write the provider "aws", or one of fsn1, nbg1, hel1, ash, hil, sin.',
    ],
  },
  {
    what: 'a provider that there is not',
    regions: [{ ...fsn1, provider: 'hetzer' }],
    says: [
      'regions[0].provider is "hetzer": there is no such value. Did you mean "hetzner"? Write one of ' +
        'hetzner, huawei, oci, aws, gcp, azure, contabo.',
    ],
  },
  {
    what: 'a region twice',
    regions: [fsn1, { ...fsn1, role: 'secondary' }],
    says: ['regions[1].key is "fsn1": regions[0] is the same region. Name every region once.'],
  },
  {
    what: 'one key of two providers, which would share a folder',
    regions: [
      { key: 'ap-southeast-1', provider: 'aws', role: 'primary' },
      { key: 'ap-southeast-1', provider: 'huawei', role: 'secondary' },
    ],
    says: [
      'regions[1].key is "ap-southeast-1": "huawei:ap-southeast-1" and "aws:ap-southeast-1" would ' +
        'share the folder "ap-southeast-1" in the tree. Take one of them.',
    ],
  },
  {
    what: 'two primaries',
    regions: [fsn1, { ...nbg1, role: 'primary' }],
    says: ['regions[1].role is "primary": regions[0] is the primary, and a Sovereign has one. Write "secondary".'],
  },
  {
    what: 'no primary',
    regions: [{ ...fsn1, role: 'secondary' }, nbg1],
    says: [`regions is ["fsn1", "nbg1"]: no region is the primary, and a Sovereign has one. Give one role: 'primary'.`],
  },
  {
    what: 'a misspelt key',
    regions: [{ ...fsn1, overide: {} }],
    says: ['regions[0].overide is {}: there is no such key. Write "overrides".'],
  },
  {
    what: 'a key that is like none',
    regions: [{ ...fsn1, zzz: 1 }],
    says: [
      'regions[0].zzz is 1: there is no such key. Remove it; the keys are key, provider, role, network, state, ' +
        'k3sVersion, paused, parameters, features, versions, overrides.',
    ],
  },
  {
    what: 'a region that is no object',
    regions: [fsn1, 'nbg1'],
    says: [`regions[1] is "nbg1": it must be an object. Write a region such as ${exampleRegion}.`],
  },
])('regions with $what are refused', ({ regions, says }) => {
  expect(sovereignMessages({ ...acme, regions })).toEqual(says);
});
