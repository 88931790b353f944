// For tests: lines of Helm's --set syntax, with what they make of some values.
import type { Values } from '../strvals/strvals';
import type { JsonValue } from '../json/json';

export const exampleValues = (): Values => ({
  none: null,
  text: 'str',
  list: [1, 2],
  map: { k: 'v' },
  number: 5,
  bool: false,
});

export const set: readonly { line: string; value: JsonValue }[] = [
  { line: 'x=1,y=two,z=', value: { x: 1n, y: 'two', z: '' } },
  { line: 'x=TRUE,y=false,z=NULL', value: { x: true, y: false, z: null } },
  { line: 'x=007,y=-5,z=+5,w=0', value: { x: '007', y: -5n, z: 5n, w: 0n } },
  { line: 'x=1.5,y=0x1,z=1e3,w=00', value: { x: '1.5', y: '0x1', z: '1e3', w: '00' } },
  { line: 'x=9223372036854775807', value: { x: 9223372036854775807n } },
  { line: 'x=9223372036854775808,y=--1,z=+', value: { x: '9223372036854775808', y: '--1', z: '+' } },
  { line: 'x.y.z=1,x.y.w=2', value: { x: { y: { z: 1n, w: 2n } } } },
  { line: 'x\\.y=a\\,b\\=c\\\\', value: { 'x.y': 'a,b=c\\' } },
  { line: 'x=a=b.c[d]', value: { x: 'a=b.c[d]' } },
  { line: 'x={1,true,a\\,b},y={}', value: { x: [1n, true, 'a,b'], y: [''] } },
  { line: 'x={a,b}y=1', value: { x: ['a', 'b'], y: 1n } },
  { line: 'x[1]=2', value: { x: [null, 2n] } },
  { line: 'x[0][1].d=1', value: { x: [[null, { d: 1n }]] } },
  { line: 'x[+1].y={1,2},z=1', value: { x: [null, { y: [1n, 2n] }], z: 1n } },
  { line: 'list[0]=9', value: { list: [9n, 2] } },
  { line: 'list[3]=9', value: { list: [1, 2, null, 9n] } },
  { line: 'list[1].a=b', value: { list: [1, { a: 'b' }] } },
  { line: 'map.l=w', value: { map: { k: 'v', l: 'w' } } },
  { line: '=1', value: {} },
  { line: '.x=1', value: {} },
  { line: 'x[0', value: {} },
  { line: 'x[0]', value: { x: [] } },
  { line: 'x[0].', value: { x: [] } },
  { line: 'x=\\', value: { x: '' } },
  { line: 'x=größe', value: { x: 'größe' } },
  { line: '__proto__.x=1', value: Object.fromEntries([['__proto__', { x: 1n }]]) },
];

export const refused: readonly { line: string; reason: string }[] = [
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
    line: 'x=1,x.y=2',
    reason: 'unable to parse key: interface conversion: interface {} is int64, not map[string]interface {}',
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
