import { isOwnServer } from './own-server';

const says = { 'x-sovereign-fleet-github': 'no-limits' };

test.each<{ url: string; headers?: Readonly<Record<string, string>>; own: boolean }>([
  { url: 'http://127.0.0.1:8099/repos/a/b', own: true },
  { url: 'http://127.9.8.7/repos', own: true },
  { url: 'http://localhost:8099/', own: true },
  { url: 'http://[::1]:8099/', own: true },
  { url: 'http://127.0.0.1:8099/', headers: {}, own: false },
  { url: 'http://127.0.0.1:8099/', headers: { 'x-sovereign-fleet-github': 'yes' }, own: false },
  { url: 'https://api.github.com/repos/a/b', own: false },
  { url: 'http://10.0.0.1/', own: false },
  { url: 'http://192.168.1.5:8099/', own: false },
  { url: 'http://0.0.0.0:8099/', own: false },
  { url: 'http://127.0.0.1.example.com/', own: false },
  { url: 'http://localhost.example.com/', own: false },
  { url: 'http://127.0.0.1@example.com/', own: false },
  { url: 'http://example.com/127.0.0.1', own: false },
  { url: 'http://[::ffff:10.0.0.1]/', own: false },
  { url: 'file:///127.0.0.1', own: false },
  { url: '', own: false },
])('an answer of $url that says $headers is of our own server: $own', ({ url, headers = says, own }) => {
  expect(isOwnServer({ url, headers })).toBe(own);
});
