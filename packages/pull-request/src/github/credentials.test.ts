import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { credentialsFrom, secretsOf } from './credentials';

const { privateKey: pkcs1 } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
const keyFile = join(folder, 'key.pem');
const tokenFile = join(folder, 'token');

beforeAll(() => {
  writeFileSync(keyFile, pkcs1);
  writeFileSync(tokenFile, 'from-a-file\n');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const named = (variables: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [`SOVEREIGN_FLEET_GITHUB_${name}`, value]));

test.each([
  { what: 'a token', variables: { TOKEN: ' secret\n' }, value: { kind: 'token', token: 'secret' } },
  { what: 'a token in a file', variables: { TOKEN_FILE: tokenFile }, value: { kind: 'token', token: 'from-a-file' } },
  {
    what: 'an App',
    variables: { APP_ID: '7', APP_KEY: pkcs1 },
    value: { kind: 'app', appId: 7, privateKey: pkcs1.trim() },
  },
  {
    what: 'an App with its key in a file',
    variables: { APP_ID: '7', APP_KEY_FILE: keyFile, APP_INSTALLATION_ID: '9' },
    value: { kind: 'app', appId: 7, privateKey: pkcs1.trim(), installationId: 9 },
  },
  {
    what: 'a key on one line',
    variables: { APP_ID: '7', APP_KEY: pkcs1.replaceAll('\n', '\\n') },
    value: { kind: 'app', appId: 7, privateKey: pkcs1 },
  },
])('credentials are read from $what', ({ variables, value }) => {
  expect(credentialsFrom(named(variables))).toEqual({ ok: true, value });
});

const variable = 'environment: SOVEREIGN_FLEET_GITHUB_';

test.each([
  {
    what: 'nothing, and tokens that are there for something else',
    variables: {},
    message:
      `${variable}TOKEN is not set: nothing lets the tool into the fleet repository. Set it to a token that ` +
      `may write contents and pull requests there, or SOVEREIGN_FLEET_GITHUB_TOKEN_FILE to a file that holds ` +
      `one, or SOVEREIGN_FLEET_GITHUB_APP_ID and SOVEREIGN_FLEET_GITHUB_APP_KEY_FILE to a GitHub App's id and ` +
      `private key.`,
  },
  {
    what: 'a token and an App',
    variables: { TOKEN: 'secret', APP_ID: '7' },
    message:
      `${variable}TOKEN is …: there is a GitHub App too, and only one of the two can be used. Keep the token, ` +
      `or SOVEREIGN_FLEET_GITHUB_APP_ID with its key.`,
  },
  {
    what: 'a token twice',
    variables: { TOKEN: 'secret', TOKEN_FILE: tokenFile },
    message:
      `${variable}TOKEN_FILE is …: the value is given too. Keep one of SOVEREIGN_FLEET_GITHUB_TOKEN and ` +
      `SOVEREIGN_FLEET_GITHUB_TOKEN_FILE.`,
  },
  {
    what: 'a file that is not there',
    variables: { TOKEN_FILE: join(folder, 'none') },
    message: `${variable}TOKEN_FILE is …: the file cannot be read. Name a file that is there and readable.`,
  },
  {
    what: 'two lines for a token',
    variables: { TOKEN: 'se\ncret' },
    message: `${variable}TOKEN is …: it is empty, or has characters that no token has. Set it to the token alone.`,
  },
  {
    what: 'an App without its key',
    variables: { APP_ID: '7' },
    message:
      `${variable}APP_KEY is not set: there is the id of a GitHub App, which has a key. Set it, or ` +
      `SOVEREIGN_FLEET_GITHUB_APP_KEY_FILE, to the key that GitHub let you download.`,
  },
  {
    what: 'an App with a word for its key',
    variables: { APP_ID: '7', APP_KEY: 'key' },
    message:
      `${variable}APP_KEY is "…": it is not a private key in PEM. Set it, or ` +
      `SOVEREIGN_FLEET_GITHUB_APP_KEY_FILE, to the key that GitHub let you download.`,
  },
  {
    what: 'a key without its App',
    variables: { APP_KEY: pkcs1 },
    message:
      `${variable}APP_ID is not set: there is the key of a GitHub App, which has an id. Set it to the App's ` +
      `id, which its settings show.`,
  },
  {
    what: 'a word for an App',
    variables: { APP_ID: 'acme', APP_KEY: pkcs1 },
    message: `${variable}APP_ID is "…": it is not a whole number. Set it to the App's id, which its settings show.`,
  },
  {
    what: 'a word for an installation',
    variables: { APP_ID: '7', APP_KEY: pkcs1, APP_INSTALLATION_ID: 'acme' },
    message: `${variable}APP_INSTALLATION_ID is "…": it is not a whole number. Leave it out: it is looked up.`,
  },
])('credentials are refused: $what', ({ variables, message }) => {
  const result = credentialsFrom({ ...named(variables), GH_TOKEN: 'other', GITHUB_TOKEN: 'other' });
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([message]);
});

test('the secrets of credentials are the token, or the key', () => {
  expect(secretsOf({ kind: 'token', token: 'secret' })).toEqual(['secret']);
  expect(secretsOf({ kind: 'app', appId: 7, privateKey: 'key' })).toEqual(['key']);
});
