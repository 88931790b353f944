/** A slot of the wide kit: what differs from one row to the next. The rest of a row follows from it. */
export interface WideRow {
  readonly number: string;
  readonly name: string;
  readonly version: string;
  /** Names of slots, as TypeScript. */
  readonly dependsOn: readonly string[];
  /** Further keys of the row, as TypeScript. */
  readonly more?: string;
  /** Further values of its chart, as TypeScript. */
  readonly values?: string;
  /** An object beside the row, as YAML. */
  readonly object?: string;
}

const issuer = `apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: letsencrypt
spec:
  acme:
    server: \${ACME_SERVER}
    email: \${CONTACT}
    privateKeySecretRef:
      name: letsencrypt
`;

const login = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: vault-admin
  namespace: flux-system
spec:
  secretStoreRef:
    kind: ClusterSecretStore
    name: cloud
  target:
    name: vault-admin
  data:
    - secretKey: password
      remoteRef:
        key: vault/admin
`;

const quota = `apiVersion: v1
kind: ResourceQuota
metadata:
  name: objects
  namespace: minio
spec:
  hard:
    requests.storage: 2Ti
`;

const vcluster = (block: 'mgmt' | 'dmz' | 'rtz', where: string) =>
  `buildingBlock: '${block}', kubeConfig: { secret: 'vc-${block}', key: 'config' }${where}`;
const gateOf = (block: string) => `${block}Vcluster: { enabled: use('${block.toUpperCase()}_VCLUSTER_ENABLED') }`;
const host = (name: string) => `ingress: { enabled: true, host: text\`${name}.\${'SOVEREIGN_FQDN'}\` }`;
const withFeature = (feature: string) => `where: { feature: '${feature}' }`;
const inVcluster = (block: string) => `runsIn: '${block}'`;

/** Rows of forty slots, like those of a real kit: most alike, some with what only a few have. */
export const wideRows: readonly WideRow[] = [
  row('01', 'cilium', '1.4.0', [], {
    values: `cluster: { name: use('SOVEREIGN_REGION_CANONICAL_LABEL'), id: use('MESH_ID') }, mtu: use('MTU'),
      ipam: { podCidr: use('POD_CIDR') }`,
  }),
  row('02', 'cert-manager', '1.0.0', ['cilium'], { more: `brings: ['cert-manager.io']`, object: issuer }),
  row('03', 'trust-manager', '0.12.0', ['cert-manager']),
  row('04', 'external-secrets', '0.10.4', ['cert-manager'], { more: `brings: ['external-secrets.io']` }),
  row('05', 'external-dns', '1.15.0', ['cert-manager'], { values: `domainFilters: use('DNS_ZONES')` }),
  row('06', 'csi-driver', '2.9.0', ['cilium'], { more: `where: { providers: ['hetzner'] }` }),
  row('07', 'ebs-csi-driver', '2.35.0', ['cilium'], { more: `where: { providers: ['aws'], off: 'suspended' }` }),
  row('08', 'snapshot-controller', '3.0.6', ['cilium']),
  row('09', 'gateway', '1.2.0', ['cilium', 'cert-manager'], { values: host('gateway') }),
  row('10', 'kyverno', '3.2.7', ['cert-manager'], { more: `brings: ['kyverno.io']` }),
  row('11', 'kyverno-policies', '3.2.6', ['kyverno']),
  row('12', 'trivy', '0.24.1', ['kyverno'], { more: withFeature('scanning') }),
  row('13', 'falco', '4.11.1', ['kyverno'], { more: withFeature('scanning') }),
  row('14', 'sealed-secrets', '2.16.1', ['cilium']),
  row('15', 'vault', '0.28.1', ['external-secrets', 'gateway'], {
    more: `inputs: [{ kind: 'Secret', name: 'vault-admin', key: 'password', to: 'adminPassword', optional: true }]`,
    object: login,
  }),
  row('16', 'cnpg', '0.22.0', ['cert-manager'], { more: `brings: ['postgresql.cnpg.io']` }),
  row('17', 'redis', '20.1.0', ['snapshot-controller']),
  row('18', 'minio', '5.2.0', ['snapshot-controller'], { object: quota }),
  row('19', 'nats', '1.2.4', ['snapshot-controller']),
  row('20', 'keycloak', '24.0.0', ['cnpg', 'gateway'], { values: host('id') }),
  row('21', 'prometheus', '63.1.0', ['cert-manager'], { more: `brings: ['monitoring.coreos.com']` }),
  row('22', 'alertmanager', '1.13.0', ['prometheus'], { values: `receivers: use('RECEIVERS')` }),
  row('23', 'grafana', '8.5.1', ['prometheus', 'gateway']),
  row('24', 'loki', '6.12.0', ['minio'], { more: withFeature('observability') }),
  row('25', 'tempo', '1.10.3', ['minio'], { more: withFeature('observability') }),
  row('26', 'mimir', '5.4.1', ['minio'], { more: withFeature('observability') }),
  row('27', 'alloy', '0.9.1', ['prometheus'], { more: withFeature('observability') }),
  row('28', 'kube-state', '5.25.1', ['prometheus']),
  row('29', 'metrics-server', '3.12.1', ['cilium']),
  row('30', 'velero', '7.2.1', ['minio', 'snapshot-controller'], { values: `schedule: use('BACKUP_SCHEDULE')` }),
  row('31', 'reloader', '1.1.0', ['cilium']),
  row('32', 'descheduler', '0.31.0', ['metrics-server']),
  row('33', 'keda', '2.15.1', ['metrics-server']),
  row('34', 'harbor', '1.15.1', ['cnpg', 'redis', 'gateway'], { more: `action: { like: 'careful' }` }),
  row('35', 'gitea', '10.4.1', ['cnpg', 'redis'], { more: inVcluster('mgmt') }),
  row('36', 'catalyst', '1.1.0', ['keycloak'], { more: inVcluster('mgmt'), values: host('console') }),
  row('37', 'wireguard', '0.5.0', ['gateway'], { more: inVcluster('dmz'), values: `peers: use('PEERS')` }),
  row('54', 'dmz-vcluster', '0.1.0', ['cilium', 'cert-manager'], {
    more: vcluster('dmz', ''),
    values: gateOf('dmz'),
  }),
  row('58', 'mgmt-vcluster', '0.1.0', ['cilium', 'cert-manager'], {
    more: vcluster('mgmt', `, where: { roles: ['primary'], gate: 'mgmtVcluster.enabled' }`),
    values: gateOf('mgmt'),
  }),
  row('59', 'rtz-vcluster', '0.1.0', ['cilium', 'cert-manager'], {
    more: vcluster('rtz', `, where: { roles: ['secondary'], gate: 'rtzVcluster.enabled' }`),
    values: gateOf('rtz'),
  }),
];

type More = Pick<WideRow, 'more' | 'values' | 'object'>;

// eslint-disable-next-line @typescript-eslint/max-params -- a line of the table above
function row(number: string, name: string, version: string, dependsOn: readonly string[], more: More = {}): WideRow {
  return { number, name: `bp-${name}`, version, dependsOn: dependsOn.map((one) => `bp-${one}`), ...more };
}
