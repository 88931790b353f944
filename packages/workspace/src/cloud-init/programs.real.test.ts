// What other programs say of the files: cloud-init itself, shellcheck and OpenTofu or Terraform.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plainFiles, templateFiles } from '@sovereign-fleet/cloud-init';
import { valueOf } from '@sovereign-fleet/domain';
import { parse } from 'yaml';
import { acmeServers, exampleInputs, globexServers, prepareExample } from '../testing/example-phase-zero';

const examples = [acmeServers, globexServers].map((spec) => valueOf(prepareExample(spec)));
const plain = examples.flatMap((regions) => [...valueOf(plainFiles(regions, exampleInputs)).files]);

/** Tests of a program, where it is in PATH; else they are skipped, and say so. */
function withProgram(name: string) {
  const isThere = spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
  return { run: isThere ? test : test.skip, why: isThere ? '' : ` (skipped: no ${name} in PATH)` };
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloud-init-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

const cloudInit = withProgram('cloud-init');

cloudInit.run(`cloud-init takes all user data for its own schema${cloudInit.why}`, () => {
  for (const [path, text] of plain) {
    const file = write(path, text);
    const { status, stdout, stderr } = spawnSync('cloud-init', ['schema', '--config-file', file], { encoding: 'utf8' });
    expect({ path, status, isValid: `${stdout}${stderr}`.includes('Valid cloud-config') }).toEqual({
      path,
      status: 0,
      isValid: true,
    });
  }
});

cloudInit.run(`cloud-init refuses user data that is none${cloudInit.why}`, () => {
  const file = write('wrong.yaml', '#cloud-config\npackages: {}\n');
  expect(spawnSync('cloud-init', ['schema', '--config-file', file]).status).toBe(1);
});

const shellcheck = withProgram('shellcheck');

shellcheck.run(`shellcheck finds nothing in any script${shellcheck.why}`, () => {
  for (const [path, text] of plain) {
    const { write_files: files } = parse(text) as { write_files: readonly { path: string; content: string }[] };
    const [script] = files.filter((file) => file.path === '/usr/local/sbin/sovereign-phase-zero');
    const file = write(`${path}.sh`, script?.content ?? '');
    const { status, stdout } = spawnSync('shellcheck', ['--severity=style', file], { encoding: 'utf8' });
    expect({ path, status, stdout }).toEqual({ path, status: 0, stdout: '' });
  }
});

/** The programs that read a module, the first that is there. */
const tofu = ['tofu', 'terraform'].find((name) => spawnSync(name, ['version'], { stdio: 'ignore' }).status === 0);
const onTofu = tofu === undefined ? test.skip : test;
const whyNoTofu = tofu === undefined ? ' (skipped: neither tofu nor terraform in PATH)' : '';

/** What a module's expression is with the inputs of the examples. */
function evaluate(region: string, expression: string): string {
  const env: NodeJS.ProcessEnv = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' };
  for (const [name, value] of Object.entries(exampleInputs.values)) env[`TF_VAR_${name.toLowerCase()}`] = value;
  const options = { cwd: join(folder, region), env, input: `${expression}\n`, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(tofu ?? '', ['console'], options);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(JSON.parse(stdout) as string) as string; // jsonencode, printed as a text
}

onTofu(`OpenTofu makes of the templates what we write with the same inputs${whyNoTofu}`, () => {
  for (const regions of examples) {
    for (const [path, text] of templateFiles(regions)) write(path, text);
  }
  for (const [path, text] of plain) {
    const [region = '', name = ''] = path.replace('.yaml', '').split('/');
    expect(evaluate(region, `jsonencode(nonsensitive(local.${name.replaceAll('-', '_')}))`)).toBe(text);
  }
});

onTofu(`OpenTofu makes the first server before those that are given its address${whyNoTofu}`, () => {
  for (const [path, text] of templateFiles(examples[0] ?? [])) write(join('whole', path), text);
  const given = Object.entries(exampleInputs.values).map(
    ([name, value]) => [name.toLowerCase(), escapeTemplate(value)] as const,
  );
  const inputs = new Map([...given, ['server_address', '${terraform_data.first.output}']]);
  write(
    'whole/main.tf.json',
    JSON.stringify({
      module: { fsn1: { source: './fsn1', ...Object.fromEntries(inputs) } },
      resource: {
        terraform_data: {
          first: { input: '${nonsensitive(sha256(module.fsn1.control_plane))}' },
          worker: { input: '${module.fsn1.worker}' },
        },
      },
    }),
  );
  const options = {
    cwd: join(folder, 'whole'),
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' },
    encoding: 'utf8',
  } as const;
  expect(spawnSync(tofu ?? '', ['init', '-input=false'], options)).toMatchObject({ status: 0 });
  const { stdout, stderr } = spawnSync(tofu ?? '', ['plan', '-input=false', '-no-color'], options);
  expect(stderr).toBe('');
  expect(stdout).toContain('Plan: 2 to add, 0 to change, 0 to destroy.');
});

function escapeTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => `${sign}${sign}`);
}

onTofu(`OpenTofu refuses an input that is malformed${whyNoTofu}`, () => {
  const region = 'fsn1';
  for (const [path, text] of templateFiles(examples[0] ?? [])) write(path, text);
  const values = { ...exampleInputs.values, K3S_TOKEN: 'short' };
  const variables = Object.entries(values).map(([name, value]) => `-var=${name.toLowerCase()}=${value}`);
  const { status, stderr } = spawnSync(tofu ?? '', ['plan', '-input=false', '-no-color', ...variables], {
    cwd: join(folder, region),
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('It has to match ^[0-9A-Za-z]{32,128}$.');
});
