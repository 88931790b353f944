import { serverTables } from '../schemas/node';
import { apisOfFlux } from './flux-apis';

const optional = /^(image\.toolkit|source\.extensions)\.fluxcd\.io\//;
const { versions } = serverTables().flux;

test.each(Object.keys(versions))('the APIs of Flux %s are those of its definitions', (version) => {
  const kinds = Object.keys(versions[version] ?? {}).filter((one) => !optional.test(one));
  const all = new Set(kinds.flatMap((one) => [one, one.slice(0, one.lastIndexOf('/'))]));
  expect([...new Set(apisOfFlux(`${version}.1`))].sort()).toEqual([...all].sort());
});

test('a Flux whose version is not said is the newest that is known', () => {
  const newest = Object.keys(versions).at(-1);
  expect(apisOfFlux(undefined)).toEqual(apisOfFlux(`v${newest}.0`));
});
