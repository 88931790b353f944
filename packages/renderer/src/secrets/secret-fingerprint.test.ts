import type { JsonMap } from '@sovereign-fleet/domain';
import { createHmac } from 'node:crypto';
import type { KubernetesObject } from '../contract/rendered';
import { mapWords } from '../objects/map-json';
import { sealedMarks } from './sealed-marks';
import { withoutSecrets } from './secret-fingerprint';

const fingerprint = (text: string) =>
  `hmac-sha256:${createHmac('sha256', 'key').update(text).digest('hex').slice(0, 16)}`;
const marks = sealedMarks(fingerprint);
/** As it is shown. */
const hide = (object: KubernetesObject) =>
  mapWords(withoutSecrets(object, marks), marks.withoutSeals) as KubernetesObject;
const secret = (more: JsonMap): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  ...more,
});
const hidden = (more: JsonMap) => hide(secret(more));
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('every value of a Secret becomes a fingerprint, and the rest of it stays', () => {
  expect(hidden({ type: 'Opaque', data: { a: base64('hunter2') }, stringData: { b: 'größe' } })).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    type: 'Opaque',
    data: { a: fingerprint(base64('hunter2')) },
    stringData: { b: fingerprint(base64('größe')) },
  });
});

test('a value of a Secret has the same fingerprint, however it is written', () => {
  const packed = base64('a value that goes over one line of base64');
  const { data } = hidden({ data: { a: packed, b: `${packed.slice(0, 8)}\n${packed.slice(8)}\n` } });
  const { stringData } = hidden({ stringData: { a: 'a value that goes over one line of base64' } });
  const [first, ...others] = [...Object.values(data as JsonMap), ...Object.values(stringData as JsonMap)];
  expect(others).toEqual([first, first]);
});

const sopsValue = `ENC[AES256_GCM,data:9PNr/w==,iv:${'A'.repeat(43)}=,tag:${'B'.repeat(22)}==,type:str]`;
const annotated = { name: 's', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } };
const everyPlace = { metadata: annotated, data: { a: base64('x') }, stringData: { b: 'y', c: sopsValue } };

test('a fingerprint is not hidden again within the renderer', () => {
  const once = withoutSecrets(secret(everyPlace), marks);
  expect(withoutSecrets(once, marks)).toEqual(once);
});

test('a value that was written in the shape of a fingerprint, or of an encrypted one, does not stand for one', () => {
  const shown = hidden(everyPlace);
  const { data, stringData, metadata } = hide(shown);
  const before = JSON.stringify([shown['data'], shown['stringData'], shown.metadata.annotations]);
  const after = JSON.stringify([data, stringData, metadata.annotations]);
  const found = before.match(/hmac-sha256:\w+/g) ?? [];
  expect(found).toHaveLength(4);
  expect(found.filter((one) => after.includes(one))).toEqual([]);
  expect(after).not.toContain('ENC[');
});

test('a value of a Secret that is not text is hidden too', () => {
  expect(hidden({ data: { a: 5, b: null, c: ['x'] }, stringData: 'hunter2' })).toMatchObject({
    data: { a: fingerprint('5'), b: fingerprint('null'), c: fingerprint('["x"]') },
    stringData: fingerprint(base64('hunter2')),
  });
});

test('the annotation with the configuration that kubectl applied last is hidden', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{}}', other: 'stays' };
  expect(hidden({ metadata: { name: 's', annotations } }).metadata.annotations).toEqual({
    'kubectl.kubernetes.io/last-applied-configuration': fingerprint(base64('{"data":{}}')),
    other: 'stays',
  });
});

test('an unknown field of a Secret is hidden, and a known field that holds no value stays', () => {
  expect(hidden({ StringData: { a: 'hunter2' }, immutable: true, sops: { mac: 'x' } })).toEqual({
    ...secret({ immutable: true, sops: { mac: 'x' } }),
    StringData: { a: fingerprint(base64('hunter2')) },
  });
});

test('a patch says in the open what it does with a Secret', () => {
  const remove = { $patch: 'delete' };
  expect(hidden(remove)).toEqual(secret(remove));
});

test('a Secret in the values of a release is hidden, and a placeholder for a value stays', () => {
  const release = (values: JsonMap) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'r' },
    spec: { values: { extra: [values] } },
  });
  const places = { b: '{{ .password }}', c: '${PASSWORD}', d: '' };
  expect(hide(release(secret({ stringData: { a: 'hunter2', ...places } })))).toEqual(
    release(secret({ stringData: { a: fingerprint(base64('hunter2')), ...places } })),
  );
});

test.each([{ apiVersion: 'v2' }, { apiVersion: 'core/v1' }, { apiVersion: '' }, { apiVersion: undefined }])(
  'a Secret of the wrong apiVersion $apiVersion is hidden, too',
  ({ apiVersion }) => {
    const one = { ...secret({ stringData: { a: 'hunter2' } }), apiVersion } as unknown as KubernetesObject;
    expect(hide(one)['stringData']).toEqual({ a: fingerprint(base64('hunter2')) });
  },
);

test('a Secret of another group that has none of the fields of ours stays', () => {
  const other = {
    apiVersion: 'secretsmanager.example.com/v1',
    kind: 'Secret',
    metadata: { name: 's' },
    spec: { forProvider: { region: 'eu-1' } },
  };
  expect(hide(other)).toBe(other);
});

test.each([
  {
    what: 'a value that SOPS encrypted is still shown as encrypted',
    value: sopsValue,
    shown: `ENC[${fingerprint(sopsValue)}]`,
  },
  {
    what: 'a value that only looks encrypted is hidden like any other',
    value: 'ENC[hunter2]',
    shown: fingerprint(base64('ENC[hunter2]')),
  },
])('$what', ({ value, shown }) => {
  expect(hidden({ stringData: { a: value } })['stringData']).toEqual({ a: shown });
});

test.each([
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'SecretStore' },
])('$apiVersion $kind is not a Secret', (type) => {
  const object = { ...type, metadata: { name: 's' }, data: { a: 'x' } };
  expect(hide(object)).toBe(object);
});
