import { redact } from './redact';

const gone = '[REDACTED]';

test.each([
  { text: 'Bad credentials: abc123', secrets: ['abc123'], shown: `Bad credentials: ${gone}` },
  { text: 'abc123abc123', secrets: ['abc123'], shown: gone + gone },
  { text: 'nothing', secrets: [''], shown: 'nothing' },
  { text: `ghs_${'a1'.repeat(18)} and github_pat_${'b2'.repeat(20)}`, secrets: [], shown: `${gone} and ${gone}` },
  { text: 'bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjd9.c2ln-_', secrets: [], shown: `bearer ${gone}` },
  {
    text: 'x -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- y',
    secrets: [],
    shown: `x ${gone} y`,
  },
])('a text is shown without its secrets: $text', ({ text, secrets, shown }) => {
  expect(redact(text, secrets)).toBe(shown);
});
