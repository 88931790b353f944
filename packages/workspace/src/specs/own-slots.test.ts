import { rmSync } from 'node:fs';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { formatIssue, valueOf } from '@sovereign-fleet/domain';
import { explainSovereign } from '../explain/explain-sovereign';
import { secretsOfSovereign } from '../secrets/secrets-of-sovereign';
import { acmeSource, makeSpecs } from '../testing/test-workspace';
import { readFleetRecordAt, wholeFleet } from './read-fleet';

let root: string;

afterEach(() => {
  rmSync(root, { recursive: true });
});

const row = `import { type Slot, text } from '../../../kits/example/kit';

export const billing: Slot<'bp-billing'> = {
  number: '70',
  name: 'bp-billing',
  chart: { source: 'acme', version: '1.0.0' },
  namespace: { name: 'billing', from: 'slot' },
  dependsOn: ['bp-cilium'],
  values: { host: text\`billing.\${'SOVEREIGN_FQDN'}\` },
};
`;

const added = `slots: [billing],
  sources: { acme: { type: 'oci', url: 'oci://harbor.acme.example/charts', secret: 'acme-pull' } },
  secrets: {
    'acme-pull': { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls own charts' },
  },
  registryMirror: 'harbor.acme.example',
  regions: [`;

const files = {
  'sovereigns/acme/sovereign.ts': acmeSource
    .replace("'@sovereign-fleet/nx';", "'../../kits/example/kit';\nimport { billing } from './slots/70-billing';")
    .replace('regions: [', added),
  'sovereigns/acme/slots/70-billing.ts': row,
  'sovereigns/acme/slots/70-billing/rates.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: rates, namespace: billing }\n' +
    'data: { fqdn: "${SOVEREIGN_FQDN}" }\n',
};

function messages(more: Readonly<Record<string, string>> = {}): readonly string[] {
  root = makeSpecs({ ...files, ...more });
  const record = wholeFleet(readFleetRecordAt(root));
  return record.ok ? [] : record.issues.map((issue) => formatIssue(issue).replace(`${root}/`, ''));
}

test('rows and objects in slots/ of a Sovereign are compiled, explained, and their Secrets listed', () => {
  expect(messages()).toEqual([]);
  const { sovereigns, fleet, kits } = valueOf(wholeFleet(readFleetRecordAt(root)));
  const tree = compile(sovereigns.map((sovereign) => valueOf(resolve({ sovereign, fleet, kits }))));
  const file = [...tree].find(([path]) => path.endsWith('own-slots/70-billing.yaml'));
  expect(file?.[1]).toContain('name: rates');
  const overlay = [...tree].find(([path]) => path.endsWith('fsn1/bootstrap-kit.yaml'))?.[1];
  expect(overlay).toContain('REGISTRY_MIRROR: harbor.acme.example');
  const explained = explainSovereign({ slot: 'bp-billing', path: 'host' }, { root, name: 'acme', command: 'explain' });
  expect(valueOf(explained)).toContain(
    'own          "billing.${SOVEREIGN_FQDN}"  (sovereigns/acme/slots/70-billing.ts:9',
  );
  expect(valueOf(secretsOfSovereign(root, 'acme'))).toContain('read by       source acme in fsn1, nbg1');
});

test('a row that no record names, and objects that are no YAML, are refused', () => {
  expect(
    messages({
      'sovereigns/acme/slots/71-other.ts': row.replaceAll('illing', 'other'),
      'sovereigns/acme/slots/70-billing/rates.yaml': 'a: [\n',
    }).map((text) => text.replace('sovereigns/acme/slots/', '')),
  ).toEqual([
    '71-other.ts: name is "71-other.ts": it is not read: no spec has this name, and none imports it. Name its row in ' +
      '"slots" of sovereigns/acme/sovereign.ts, or remove it.',
    '70-billing/rates.yaml: error is "Flow sequence in block collection must be sufficiently indented and end with a ' +
      '] at line 2, column 1": the file is not YAML. Mend the file.',
  ]);
});
