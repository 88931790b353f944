import { formatIssue, isRefusal, type Refusal } from '../issue/issue';
import { type Location, providerNames, regionCode, regionKeys } from './provider';
import { canonicalLabel, environments, locationOf, parseLocation } from './region';

const everyLocation = providerNames.flatMap((provider) =>
  regionKeys(provider).map((key) => {
    const location = locationOf(provider, key);
    if (isRefusal(location)) throw new Error(location.problem);
    return location;
  }),
);

test.each([
  { region: 'fsn1', environment: 'prod', label: 'hz-fsn-rtz-prod' },
  { region: 'nbg1', environment: 'prod', label: 'hz-nbg-rtz-prod' },
  { region: 'hel1', environment: 'stg', label: 'hz-hel-rtz-stg' },
  { region: 'ash', environment: 'uat', label: 'hz-ash-rtz-uat' },
  { region: 'hil', environment: 'dev', label: 'hz-hil-rtz-dev' },
  { region: 'sin', environment: 'poc', label: 'hz-sin-rtz-poc' },
  { region: 'cn-north-4', environment: 'prod', label: 'hw-cnn-rtz-prod' },
  { region: 'eu-frankfurt-1', environment: 'prod', label: 'oci-fra-rtz-prod' },
  { region: 'aws:eu-central-1', environment: 'prod', label: 'aws-euc1-rtz-prod' },
  { region: 'eu-central-1', environment: 'prod', label: 'aws-euc1-rtz-prod' },
  { region: 'europe-west3', environment: 'prod', label: 'gcp-geuw3-rtz-prod' },
  { region: 'germanywestcentral', environment: 'prod', label: 'az-gwc-rtz-prod' },
  { region: 'eu', environment: 'prod', label: 'ct-eu-rtz-prod' },
] as const)('$region in $environment has nodes labelled $label', ({ region, environment, label }) => {
  const location = parseLocation(region);
  expect(isRefusal(location) ? location : canonicalLabel(location, environment)).toBe(label);
});

test('no two regions share a code, so none share a label, and each label is a cluster name that Cilium takes', () => {
  const labels = environments.flatMap((environment) =>
    everyLocation.map((location) => canonicalLabel(location, environment)),
  );
  const codeOf = ({ provider, key }: Location) => regionCode(provider, key);
  const names = everyLocation
    .filter((location) => everyLocation.filter((other) => codeOf(other) === codeOf(location)).length > 1)
    .map((location) => `${location.provider}:${location.key} is ${codeOf(location)}`);
  expect(names).toEqual([]);
  expect(new Set(labels).size).toBe(labels.length);
  for (const label of labels) expect(label).toMatch(/^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+){3}$/);
});

test('a region key is a folder name beside bootstrap-kit, and YAML reads it as a string', () => {
  for (const { key } of everyLocation) expect(key).toMatch(/^(?!bootstrap-kit$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
});

const ofHetzner = 'Hetzner has fsn1, nbg1, hel1, ash, hil, sin';

test.each([
  { region: 'fsn', says: `no provider has a region "fsn". Did you mean "fsn1"? ${ofHetzner}.` },
  { region: 'FSN1', says: `no provider has a region "FSN1". Did you mean "fsn1"? ${ofHetzner}.` },
  {
    region: 'ap-sydney',
    says:
      'no provider has a region "ap-sydney". Did you mean "ap-sydney-1"? Oracle Cloud has ap-singapore-1, ' +
      'ap-sydney-1, eu-frankfurt-1, me-dubai-1, uk-london-1, us-ashburn-1.',
  },
  {
    region: 'ap-southeast-1',
    says:
      'Huawei Cloud and AWS both have a region "ap-southeast-1". Write "huawei:ap-southeast-1" or ' +
      '"aws:ap-southeast-1".',
  },
  {
    region: 'hetzer:fsn1',
    says:
      'there is no provider "hetzer". Did you mean "hetzner"? Write one of hetzner, huawei, oci, aws, ' +
      'gcp, azure, contabo.',
  },
  {
    region: 'hetzner:fsn2',
    says: 'Hetzner has no region "fsn2". Did you mean "fsn1"? Write one of fsn1, nbg1, hel1, ash, hil, sin.',
  },
  {
    region: 'hetzner:toString',
    says: 'Hetzner has no region "toString". Write one of fsn1, nbg1, hel1, ash, hil, sin.',
  },
])('the region "$region" is refused', ({ region, says }) => {
  const location = parseLocation(region);
  const issue = isRefusal(location) ? { file: 'f', field: 'r', value: region, ...location } : undefined;
  expect(issue && formatIssue(issue)).toBe(`f: r is ${JSON.stringify(region)}: ${says}`);
});

test.each(['moonbase-alpha', ''])('the region "%s" is refused with the regions of every provider', (region) => {
  const refusal = parseLocation(region);
  expect(refusal).toMatchObject({ problem: `no provider has a region "${region}"` });
  const { remedy } = refusal as Refusal; // it has a problem
  expect(remedy).toMatch(
    /^Hetzner has fsn1, .*; AWS has af-south-1, .*; Contabo has eu, us-central, us-east, us-west$/,
  );
  for (const { key } of everyLocation) expect(remedy).toContain(key);
});

test('every region is found under its own name', () => {
  for (const { provider, key } of everyLocation) expect(parseLocation(`${provider}:${key}`)).toEqual({ provider, key });
});
