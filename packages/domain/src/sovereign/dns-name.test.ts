import { isRefusal } from '../issue/issue';
import { isDnsLabel, isDnsName, parseFqdn, parseSovereignName } from './dns-name';

test.each([
  { text: 'a', isLabel: true },
  { text: '0-a', isLabel: true },
  { text: 'a'.repeat(63), isLabel: true },
  { text: 'a'.repeat(64), isLabel: false },
  { text: '', isLabel: false },
  { text: '-a', isLabel: false },
  { text: 'a-', isLabel: false },
  { text: 'A', isLabel: false },
  { text: 'a.b', isLabel: false },
  { text: 'a\n', isLabel: false },
])('whether $text is a DNS label is $isLabel', ({ text, isLabel }) => {
  expect(isDnsLabel(text)).toBe(isLabel);
});

test.each([
  { text: 'acme.example.com', isName: true },
  { text: 'localhost', isName: true },
  { text: `${'a.'.repeat(126)}a`, isName: true },
  { text: `${'a.'.repeat(126)}ab`, isName: false },
  { text: 'acme..com', isName: false },
  { text: '.acme.com', isName: false },
  { text: 'acme.com.', isName: false },
  { text: 'acme.-x.com', isName: false },
])('whether $text is a DNS name is $isName', ({ text, isName }) => {
  expect(isDnsName(text)).toBe(isName);
});

test.each(['acme.example.com', 'a.xn--p1ai', '1.acme-1.example.org'])('the FQDN %s is a DNS name', (text) => {
  expect(isRefusal(parseFqdn(text))).toBe(false);
  expect(isDnsName(text)).toBe(true);
});

test('a Sovereign may not have the name of one of our packages, which is the name of an Nx project', () => {
  expect(parseSovereignName('go-text')).toEqual({
    code: 'reserved',
    problem: 'the name is reserved',
    remedy: 'Write another name, such as "go-text-1"',
  });
  expect(isRefusal(parseSovereignName('go-text-1'))).toBe(false);
});
