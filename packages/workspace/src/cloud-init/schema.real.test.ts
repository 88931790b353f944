// cloud-init's own parser and JSON schema, from Debian's package, against user data of many records and kits.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainFiles } from '@sovereign-fleet/cloud-init';
import { type SovereignSpec, valueOf } from '@sovereign-fleet/domain';
import fc from 'fast-check';
import { parse } from 'yaml';
import { acme } from '../testing/example-kit';
import {
  exampleInputs,
  exampleSettings,
  kitOfPhaseZero,
  prepareExample,
  withNetworks,
} from '../testing/example-phase-zero';

const python = '/usr/bin/python3';
const isThere = existsSync('/usr/bin/cloud-init') && existsSync(python);
const withSchema = isThere ? test : test.skip;
const why = isThere ? '' : ' (skipped: no /usr/bin/cloud-init)';

/** Reads each file as cloud-init does, and prints what it holds, or what its schema has against it. */
const program = `
import json, sys, yaml
from cloudinit.config.schema import get_schema, validate_cloudconfig_schema
schema = get_schema()
for path in json.load(sys.stdin):
    try:
        config = yaml.safe_load(open(path, encoding='utf-8').read())
        validate_cloudconfig_schema(config, schema, strict=True)
        print(json.dumps(config))
    except Exception as error:
        print(json.dumps(str(error)))
`;

/** Words that YAML 1.1, which cloud-init reads, takes for something else than a text. */
const word = fc.constantFrom(
  'on',
  'off',
  'no',
  'yes',
  'true',
  'null',
  '0b1',
  '012',
  '1e3',
  '1.0',
  '2026-11-30',
  '0x1f',
);
const name = fc.oneof(word, fc.stringMatching(/^[a-z0-9][a-z0-9.+-]{0,8}[a-z0-9.+]$/));
const label = fc.oneof(word, fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,6}[A-Za-z0-9])?$/));
const poolName = fc.oneof(fc.constantFrom('on', 'no', '12'), fc.stringMatching(/^[a-z0-9]{1,6}$/));
const text = fc.oneof(
  word,
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '#', ':', '\t', '\u00e9', '"') }),
);

const pool = fc.record({
  labels: fc.dictionary(fc.stringMatching(/^acme\.example\/[a-z]{1,5}$/), label, { maxKeys: 3 }),
  taints: fc.array(
    label.map((value) => `acme.example/on=${value}:NoSchedule`),
    { maxLength: 2 },
  ),
});

const record = fc.record({
  cloudInit: fc.record({
    servers: fc.constantFrom(1, 3),
    packages: fc.array(name, { maxLength: 6 }),
    pools: fc.dictionary(poolName, pool, { maxKeys: 3 }),
  }),
  mirroredRegistries: fc.dictionary(fc.stringMatching(/^[a-z]{2,8}\.(io|example)$/), fc.constant('proxy-other'), {
    maxKeys: 2,
  }),
  values: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text)), {
    maxKeys: 6,
  }),
  password: text.filter((value) => value !== ''),
});

type Example = typeof record extends fc.Arbitrary<infer T> ? T : never;

/** The user data of a record of which its parser takes everything. */
function filesOf({ cloudInit, mirroredRegistries, values, password }: Example): readonly (readonly [string, string])[] {
  const spec = {
    ...withNetworks(acme),
    cloudInit: { ...exampleSettings.cloudInit, ...cloudInit },
    mirroredRegistries,
  } as SovereignSpec; // parsed there
  const kit = kitOfPhaseZero({ installs: { storage: 'kube-system' }, replaces: ['cloud-controller'], values });
  const given = { values: { ...exampleInputs.values, FLUX_SYSTEM_PASSWORD: password }, encode: exampleInputs.encode };
  return [...valueOf(plainFiles(valueOf(prepareExample(spec, kit)), given)).files];
}

withSchema(`of whatever a record may say, cloud-init reads what was meant, and its schema takes it${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  const texts = fc.sample(record, 60).flatMap((example) => filesOf(example).map(([, content]) => content));
  const paths = texts.map((content, index) => {
    writeFileSync(join(folder, String(index)), content);
    return join(folder, String(index));
  });
  const input = JSON.stringify(paths);
  const { stdout, stderr, status } = spawnSync(python, ['-c', program], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const read = stdout.trimEnd().split('\n');
  expect(read).toHaveLength(texts.length);
  read.forEach((line, index) => {
    expect(JSON.parse(line)).toEqual(parse(texts[index] ?? ''));
  });
  rmSync(folder, { recursive: true });
});
