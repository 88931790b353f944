import { canonicalLabel, nodeLabel, type Provider } from '@sovereign-fleet/domain';
import { addressInput } from './inputs';
import { inputsOf, type PreparedRegion, type ServerKind, serverKinds } from './prepared-region';
import { localName, variableName } from './main-tf';
import { paths } from './node-config';
import { userDataLimits } from './user-data-limits';

/** How one server is made at a provider with its own program; the user data comes from a file. */
const commands: Partial<Readonly<Record<Provider, (server: Server) => string>>> = {
  hetzner: ({ name, region, file }) =>
    [
      `hcloud server create --name ${name} --location ${region} --type cx32 --image debian-12 \\`,
      `  --network ${region} --user-data-from-file ${file}`,
    ].join('\n'),
};

interface Server {
  readonly name: string;
  readonly region: string;
  readonly file: string;
}

/** What a person who makes the servers of a region reads. */
export function regionReadme(prepared: PreparedRegion): string {
  const { sovereign, region, k3sVersion, fluxVersion, addresses } = prepared;
  const label = canonicalLabel(region, sovereign.environment);
  return [
    `# ${region.key} of ${sovereign.fqdn}`,
    `Made from the record of \`${sovereign.name}\`; what is changed here is lost. Flux reads nothing of it.`,
    `Every node has k3s ${k3sVersion} and the label \`${nodeLabel}=${label}\`. Pods have addresses of ` +
      `${addresses.pods}, Services of ${addresses.services}. Flux is ${fluxVersion}.`,
    '## Inputs',
    inputsTable(prepared),
    '## With OpenTofu',
    tofu(prepared),
    '## With user data in files',
    plain(prepared),
    '## Afterwards',
    afterwards(prepared),
  ]
    .join('\n\n')
    .concat('\n');
}

function inputsTable(prepared: PreparedRegion): string {
  const rows = inputsOf(prepared).map(({ name, isSecret, why }) => {
    return `| \`${name}\` | ${isSecret ? 'yes' : 'no'} | ${why} |`;
  });
  return ['| input | secret | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}

function tofu(prepared: PreparedRegion): string {
  const { region, settings } = prepared;
  const variables = inputsOf(prepared).map((input) => `  ${variableName(input)} = var.${variableName(input)}`);
  const outputs = serverKinds(settings).map((kind) => `\`module.${region.key}.${localName(kind)}\` (${roleOf(kind)})`);
  return [
    'This folder is a module without a provider and without a resource:',
    ['```hcl', `module "${region.key}" {`, '  source = "./<this folder>"', ...variables, '}', '```'].join('\n'),
    `Give its outputs to servers as user data: ${outputs.join(', ')}. \`${variableName(addressInput)}\` may be an ` +
      'address that the resource of the first server has: that server is then made before the others.',
  ].join('\n\n');
}

function roleOf({ file, name }: ServerKind): string {
  if (file === 'control-plane') return 'the first server, once';
  return file === 'worker'
    ? `as many workers as you like${name === 'worker' ? '' : ', of this pool'}`
    : 'two more servers';
}

function plain(prepared: PreparedRegion): string {
  const { sovereign, region, settings } = prepared;
  const folder = `dist/cloud-init-plain/${sovereign.name}/${region.key}`;
  const command = commands[region.provider];
  const servers = serverKinds(settings).map((kind) => ({
    name: `${sovereign.name}-${region.key}-${kind.name}-1`,
    region: region.key,
    file: `${folder}/${kind.name}.yaml`,
    role: roleOf(kind),
  }));
  return [
    'Export the inputs, and write the user data with their values. As long as `SERVER_ADDRESS` is not exported, only ' +
      '`control-plane.yaml` is written: start the first server with it, export its address, and write the others.',
    codeBlock([`npx nx run ${sovereign.name}:cloud-init-plain`]),
    `They are in \`${folder}/\` with mode 0600: they hold secrets, so remove them once the servers are there.`,
    ...(command === undefined ? [] : ['Each server has a name of its own, and the network is one that you made:']),
    ...(command === undefined ? [] : [codeBlock(servers.map((server) => `# ${server.role}\n${command(server)}`))]),
    ...(userDataLimits[region.provider] === undefined ? [unknownLimit(prepared)] : []),
    'On a machine that has Debian or Ubuntu and cloud-init already, as root:',
    codeBlock([
      'mkdir -p /var/lib/cloud/seed/nocloud && touch /var/lib/cloud/seed/nocloud/meta-data',
      'install -m 0600 control-plane.yaml /var/lib/cloud/seed/nocloud/user-data',
      'cloud-init clean --reboot',
    ]),
  ].join('\n\n');
}

function codeBlock(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

function unknownLimit({ region }: PreparedRegion): string {
  return `How many bytes of user data ${region.provider} takes is not known, so the size of the files is not checked.`;
}

function afterwards({ settings, region, sovereign }: PreparedRegion): string {
  const isThree = settings.servers === 3;
  return [
    `- On a server, \`${paths.markers}\` has a file for each step that is done, and \`failed\` names the one that is ` +
      `not; /var/log/cloud-init-output.log has what it said. Mend it, and run \`${paths.script}\` again.`,
    isThree
      ? '- To replace a server, delete its node and its machine, and make one of `control-plane-join.yaml`, ' +
        'whichever it was; `SERVER_ADDRESS` is that of a server that runs.'
      : '- There is one server: to replace it, restore a snapshot of its etcd on a new one. Write `servers: 3` for ' +
        'servers that can be replaced.',
    '- To replace a worker, drain and delete its node, and make another of the same file.',
    `- Between the regions of ${sovereign.fqdn}, nodes need 51871/udp (WireGuard) and 2379/tcp (the mesh); within ` +
      `${region.key}, 6443/tcp, 10250/tcp and 8472/udp, and among servers 2379-2380/tcp.`,
    '- User data holds secrets, and the metadata of most providers is at 169.254.169.254: keep pods away from it.',
  ].join('\n');
}
