import { specFqdn } from './spec-fqdn';
import { parseSource } from '../loading/typescript-source';

test.each([
  { text: "export default defineSovereign({ fqdn: 'a.example' });", fqdn: 'a.example' },
  { text: "export default defineSovereign({ 'fqdn': `a.example` } as const);", fqdn: 'a.example' },
  { text: "export default ({ fqdn: 'a.example' } satisfies object);", fqdn: 'a.example' },
  { text: "export default { fqdn: 'b.example', ['fqdn']: 'a.example' };", fqdn: undefined },
  { text: "export default { fqdn: 'b.example', fqdn: 'a.example' };", fqdn: 'a.example' },
  { text: "/*\n  fqdn: 'b.example',\n*/\nexport default defineSovereign({ fqdn: 'a.example' });", fqdn: 'a.example' },
  { text: "/*\n  fqdn: 'b.example',\n*/\nexport default defineSovereign({ fqdn: name });", fqdn: undefined },
  { text: "const other = {\n  fqdn: 'b.example',\n};\nexport default defineSovereign(other);", fqdn: undefined },
  { text: "export default defineSovereign({ regions: { fqdn: 'b.example' } });", fqdn: undefined },
  { text: "export default defineSovereign({ fqdn: 'b.example', ...more });", fqdn: undefined },
  { text: "export default changed({ fqdn: 'b.example' });", fqdn: undefined },
  { text: "export default defineSovereign({ fqdn: '../..' });", fqdn: undefined },
  { text: "export const spec = { fqdn: 'b.example' };", fqdn: undefined },
  { text: 'export default {', fqdn: undefined },
])('the spec $text has the FQDN $fqdn', ({ text, fqdn }) => {
  expect(specFqdn(parseSource('sovereigns/acme/sovereign.ts', text))).toBe(fqdn);
});
