import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';

/** A token, or a GitHub App's id and key. */
export type Credentials = TokenCredentials | AppCredentials;

interface TokenCredentials {
  readonly kind: 'token';
  readonly token: string;
}

interface AppCredentials {
  readonly kind: 'app';
  readonly appId: number;
  /** The App's installation in the fleet repository. If it is not given, GitHub is asked. */
  readonly installationId?: number;
  /** PEM. */
  readonly privateKey: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const prefix = 'SOVEREIGN_FLEET_GITHUB_';
const file = 'environment';

/** The secrets that must never be shown. */
export function secretsOf(credentials: Credentials): readonly string[] {
  return [credentials.kind === 'token' ? credentials.token : credentials.privateKey];
}

/**
 * Reads credentials from environment variables, or from files that they name. The command line is not read: every
 * process of the machine can see it. GH_TOKEN and GITHUB_TOKEN are not read either: they are there for other purposes.
 */
export function credentialsFrom(environment: Environment): Result<Credentials> {
  const token = secretIn(environment, 'TOKEN');
  const key = secretIn(environment, 'APP_KEY');
  const appId = secretIn(environment, 'APP_ID');
  const issues = [...token.issues, ...key.issues, ...appId.issues];
  if (issues.length > 0) return { ok: false, issues };
  if (token.value !== undefined && (key.value ?? appId.value) !== undefined)
    return { ok: false, issues: [tokenAndApp] };
  if (token.value !== undefined) return tokenCredentials(token.value);
  if (key.value === undefined && appId.value === undefined) return { ok: false, issues: [noCredentials] };
  return appCredentials(environment, key.value, appId.value);
}

const noCredentials: Issue = {
  file,
  field: `${prefix}TOKEN`,
  value: undefined,
  problem: 'nothing lets the tool into the fleet repository',
  remedy: [
    'Set it to a token that may write contents and pull requests there',
    `or ${prefix}TOKEN_FILE to a file that holds one`,
    `or ${prefix}APP_ID and ${prefix}APP_KEY_FILE to a GitHub App's id and private key`,
  ].join(', '),
};

const tokenAndApp: Issue = {
  file,
  field: `${prefix}TOKEN`,
  value: '…',
  problem: 'there is a GitHub App too, and only one of the two can be used',
  remedy: `Keep the token, or ${prefix}APP_ID with its key`,
};

interface Secret {
  readonly value?: string;
  readonly issues: readonly Issue[];
}

/** The value of a variable, or the content of the file that the variable with `_FILE` names. */
function secretIn(environment: Environment, name: string): Secret {
  const [direct, path] = [environment[`${prefix}${name}`], environment[`${prefix}${name}_FILE`]];
  if (direct && path) {
    const remedy = `Keep one of ${prefix}${name} and ${prefix}${name}_FILE`;
    return { issues: [issue(`${name}_FILE`, 'the value is given too', remedy)] };
  }
  if (!path) return direct ? { value: direct.trim(), issues: [] } : { issues: [] };
  try {
    return { value: readFileSync(path, 'utf8').trim(), issues: [] };
  } catch {
    return { issues: [issue(`${name}_FILE`, 'the file cannot be read', 'Name a file that is there and readable')] };
  }
}

function issue(name: string, problem: string, remedy: string): Issue {
  return { file, field: `${prefix}${name}`, value: '…', problem, remedy };
}

function tokenCredentials(token: string): Result<Credentials> {
  const problem = 'it is empty, or has characters that no token has';
  // Other characters cannot be in a header, and the error about it would contain the token.
  const wrong = /^[\x21-\x7e]+$/.test(token) ? [] : [issue('TOKEN', problem, 'Set it to the token alone')];
  return resultOf(wrong, () => ({ kind: 'token', token }));
}

function appCredentials(
  environment: Environment,
  key: string | undefined,
  id: string | undefined,
): Result<Credentials> {
  const privateKey = key?.replaceAll('\\n', '\n');
  const installation = environment[`${prefix}APP_INSTALLATION_ID`];
  const issues = [
    ...(isNumber(id) ? [] : [issueOfId(id)]),
    ...(!installation || isNumber(installation) ? [] : [issueOfInstallation]),
    ...(isKey(privateKey) ? [] : [issueOfKey(privateKey)]),
  ];
  return resultOf(issues, () => ({
    kind: 'app',
    appId: Number(id),
    privateKey: privateKey ?? '',
    ...(installation && { installationId: Number(installation) }),
  }));
}

const notWhole = 'it is not a whole number';
const issueOfInstallation = issue('APP_INSTALLATION_ID', notWhole, 'Leave it out: it is looked up');

function issueOfId(id: string | undefined): Issue {
  const problem = id === undefined ? 'there is the key of a GitHub App, which has an id' : notWhole;
  const own = issue('APP_ID', problem, "Set it to the App's id, which its settings show");
  return id === undefined ? { ...own, value: undefined } : own;
}

function issueOfKey(key: string | undefined): Issue {
  const problem =
    key === undefined ? 'there is the id of a GitHub App, which has a key' : 'it is not a private key in PEM';
  const own = issue('APP_KEY', problem, `Set it, or ${prefix}APP_KEY_FILE, to the key that GitHub let you download`);
  return key === undefined ? { ...own, value: undefined } : own;
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text);
}

function isKey(text: string | undefined): boolean {
  try {
    return text !== undefined && createPrivateKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
