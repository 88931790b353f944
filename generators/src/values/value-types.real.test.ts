import { execFileSync } from 'node:child_process';
import { workspaceRoot } from '@nx/devkit';

/** In a process of its own: what makes the types loads code late, which Jest does not let it do. */
function valueTypes(schema: string): string {
  const code =
    "require('./generators/src/values/value-types')" +
    ".valueTypes(process.argv[1], { root: process.cwd(), file: 'a.json' })" +
    '.then((text) => process.stdout.write(text))';
  const args = ['--require', '@swc-node/register', '--eval', code, schema];
  return execFileSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' });
}

test("a schema becomes the types of a chart's values", () => {
  const schema = {
    title: 'Values of bp-web',
    type: 'object',
    required: ['mode'],
    additionalProperties: false,
    properties: {
      mode: { enum: ['fast', 'safe'] },
      any: { $comment: 'The templates check it.' },
      hosts: { type: 'array', items: { $ref: '#/$defs/host' } },
      limits: { type: 'object', properties: { cpu: { type: ['string', 'number'] } } },
    },
    $defs: { host: { type: 'string' } },
  };
  expect(valueTypes(JSON.stringify(schema)))
    .toBe(`// Written by "sovereign-fleet values" from values.schema.json beside it.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- written by a program */

type Host = string;

export interface Values {
  mode: 'fast' | 'safe';
  any?: unknown;
  hosts?: Host[];
  limits?: {
    cpu?: string | number;
    [k: string]: unknown;
  };
}
`);
});
