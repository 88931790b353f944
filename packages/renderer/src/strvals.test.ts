import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonValue } from './go-yaml/json';
import { canFetchTools, findHelm } from './programs';
import { setLine, type Values } from './strvals';

const before = (): Values => ({ none: null, text: 'str', list: [1, 2], map: { k: 'v' }, number: 5, bool: false });

const set: readonly { line: string; value: JsonValue }[] = [
  { line: 'x=1,y=two,z=', value: { x: 1, y: 'two', z: '' } },
  { line: 'x=TRUE,y=false,z=NULL', value: { x: true, y: false, z: null } },
  { line: 'x=007,y=-5,z=+5,w=0', value: { x: '007', y: -5, z: 5, w: 0 } },
  { line: 'x=1.5,y=0x1,z=1e3,w=00', value: { x: '1.5', y: '0x1', z: '1e3', w: '00' } },
  { line: 'x=9223372036854775808,y=--1,z=+', value: { x: '9223372036854775808', y: '--1', z: '+' } },
  { line: 'x.y.z=1,x.y.w=2', value: { x: { y: { z: 1, w: 2 } } } },
  { line: 'x\\.y=a\\,b\\=c\\\\', value: { 'x.y': 'a,b=c\\' } },
  { line: 'x=a=b.c[d]', value: { x: 'a=b.c[d]' } },
  { line: 'x={1,true,a\\,b},y={}', value: { x: [1, true, 'a,b'], y: [''] } },
  { line: 'x={a,b}y=1', value: { x: ['a', 'b'], y: 1 } },
  { line: 'x[1]=2', value: { x: [null, 2] } },
  { line: 'x[0][1].d=1', value: { x: [[null, { d: 1 }]] } },
  { line: 'x[+1].y={1,2},z=1', value: { x: [null, { y: [1, 2] }], z: 1 } },
  { line: 'list[0]=9', value: { list: [9, 2] } },
  { line: 'list[3]=9', value: { list: [1, 2, null, 9] } },
  { line: 'list[1].a=b', value: { list: [1, { a: 'b' }] } },
  { line: 'map.l=w', value: { map: { k: 'v', l: 'w' } } },
  { line: '=1', value: {} },
  { line: '.x=1', value: {} },
  { line: 'x[0', value: {} },
  { line: 'x[0]', value: { x: [] } },
  { line: 'x[0].', value: { x: [] } },
  { line: 'x=\\', value: { x: '' } },
  { line: 'x=größe', value: { x: 'größe' } },
  { line: '__proto__.x=1', value: JSON.parse('{"__proto__": {"x": 1}}') as JsonValue },
];

const refused: readonly { line: string; reason: string }[] = [
  { line: 'x', reason: 'key "x" has no value' },
  { line: 'x=1,y', reason: 'key "y" has no value' },
  { line: 'x,y=1', reason: 'key "x" has no value (cannot end with ,)' },
  { line: 'x={1', reason: "list must terminate with '}'" },
  { line: 'x.=1', reason: 'key map "x" has no value' },
  { line: 'x..y=1', reason: 'key map "x" has no value' },
  { line: 'x[-1]=1', reason: 'negative -1 index not allowed' },
  { line: 'x[a]=1', reason: 'error parsing index: strconv.Atoi: parsing "a": invalid syntax' },
  {
    line: 'x[99999999999999999999]=1',
    reason: 'error parsing index: strconv.Atoi: parsing "99999999999999999999": value out of range',
  },
  { line: 'x[70000]=1', reason: 'index of 70000 is greater than maximum supported index of 65536' },
  { line: 'x[0]yz=1', reason: "unexpected data at end of array index: ['y' 'z']" },
  {
    line: 'text.x=1',
    reason: 'unable to parse key: interface conversion: interface {} is string, not map[string]interface {}',
  },
  {
    line: 'none.x=1',
    reason: 'unable to parse key: interface conversion: interface {} is nil, not map[string]interface {}',
  },
  {
    line: 'number.x=1',
    reason: 'unable to parse key: interface conversion: interface {} is float64, not map[string]interface {}',
  },
  {
    line: 'bool[0]=1',
    reason: 'unable to parse key: interface conversion: interface {} is bool, not []interface {}',
  },
  {
    line: 'map[0]=1',
    reason: 'unable to parse key: interface conversion: interface {} is map[string]interface {}, not []interface {}',
  },
  {
    line: 'list.x=1',
    reason: 'unable to parse key: interface conversion: interface {} is []interface {}, not map[string]interface {}',
  },
  {
    line: `${'x.'.repeat(31)}x=1`,
    reason: 'value name nested level is greater than maximum supported nested level of 30',
  },
];

test.each(set)('$line is set', ({ line, value }) => {
  expect(setLine(line, before())).toEqual({ ok: true, value: { ...before(), ...(value as Values) } });
});

test.each(refused)('$line is refused', ({ line, reason }) => {
  expect(setLine(line, before())).toEqual({ ok: false, reason });
});

test('as text, nothing is a number', () => {
  expect(setLine('x=1,y={true,null}', {}, { asText: true })).toEqual({
    ok: true,
    value: { x: '1', y: ['true', 'null'] },
  });
});

const runs = canFetchTools || process.env['SOVEREIGN_FLEET_HELM'] !== undefined ? describe : describe.skip;

runs('the real helm (skipped where no helm can be had)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'strvals-'));
  let helm: string;

  beforeAll(async () => {
    helm = await findHelm();
    mkdirSync(join(folder, 'templates'));
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 0.1.0\n');
    writeFileSync(join(folder, 'templates/values.yaml'), 'json: {{ toJson .Values | b64enc }}\n');
    writeFileSync(join(folder, 'before.yaml'), JSON.stringify(before()));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** What Helm makes of a line; a null that a chart has no default for is as good as no value. */
  const byHelm = async (line: string): Promise<unknown> => {
    const args = ['template', 'r', folder, '--values', join(folder, 'before.yaml'), '--set', line];
    const outcome = await promisify(execFile)(helm, args).catch((error: unknown) => error as { stderr: string });
    if (!('stdout' in outcome) || outcome.stdout === '') return outcome.stderr.trim().replace(/^.*--set data: /s, '');
    const json = /json: (.*)/.exec(outcome.stdout)?.[1] ?? '';
    return withoutNulls(JSON.parse(Buffer.from(json, 'base64').toString('utf8')) as Values);
  };
  const withoutNulls = (values: Values): unknown =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

  test.each([...set, ...refused])('says the same of $line', async ({ line }) => {
    const ours = setLine(line, before());
    expect(await byHelm(line)).toEqual(ours.ok ? withoutNulls(ours.value) : ours.reason);
  });
});
