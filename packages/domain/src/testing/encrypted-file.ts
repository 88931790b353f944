// For tests: a Secret as SOPS 3.11 encrypted it, with another name and other keys.
export const sealed =
  'ENC[AES256_GCM,data:fw/ojPcnXt3HRkXx,iv:2m4P9N2vsKf6p4mqVFmnjCoPO+RrLF3cFVUkUOQvpu0=,' +
  'tag:AK39N5Gs2PLYbxVt5xHpOA==,type:str]';

export const sopsBlock = `sops:
    age:
        - recipient: age1qcmvune0p4m60xr8j62y7nfernrf50r4vs4vnc8zvhrznmuvu38sfhw2u9
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBCVGduOEFLcHV5OENDL01S
            -----END AGE ENCRYPTED FILE-----
    lastmodified: "2026-11-29T00:30:18Z"
    mac: ${sealed}
    encrypted_regex: ^(data|stringData)$
    version: 3.11.0
`;

/** The text of a file with one Secret, such as `flux-system/dns-token`. */
export function encryptedText(secret: string, keys: readonly string[] = ['token']): string {
  const [namespace = '', name = ''] = secret.split('/');
  const values = keys.map((key) => `    ${key}: ${sealed}\n`).join('');
  const metadata = `metadata:\n    name: ${name}\n    namespace: ${namespace}\n`;
  return `apiVersion: v1\nkind: Secret\n${metadata}stringData:\n${values}${sopsBlock}`;
}
