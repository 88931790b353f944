import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';

/** A GitHub App, installed on the one repository. */
export interface App {
  readonly id: number;
  readonly installationId: number;
  /** PEM, as GitHub lets one download it. */
  readonly privateKey: string;
}

export function newApp(): App {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { id: 7, installationId: 1, privateKey };
}

interface Claims {
  readonly iss?: number | string;
  readonly iat?: number;
  readonly exp?: number;
}

/** Why a JSON Web Token does not prove to be from the App; undefined if it does. */
export function tokenProblem(jwt: string, app: App, now: Date): string | undefined {
  const unreadable = 'A JSON web token could not be decoded';
  const [header, claims, signature] = jwt.split('.');
  if (header === undefined || claims === undefined || signature === undefined) return unreadable;
  const signed = Buffer.from(`${header}.${claims}`);
  const key = createPublicKey(app.privateKey);
  if (!verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))) return unreadable;
  const { iss, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims; // Checked below.
  const seconds = now.getTime() / 1000;
  if (String(iss) !== String(app.id)) return 'Integration not found';
  if (iat === undefined || iat > seconds) {
    return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
  }
  if (exp === undefined || exp < seconds) {
    return (
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion " +
      'expires'
    );
  }
  return exp > seconds + 600 ? "'Expiration time' claim ('exp') is too far in the future" : undefined;
}
