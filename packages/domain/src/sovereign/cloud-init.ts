import { z } from 'zod';
import { asZodIssue, type Remedies } from '../issue/zod-issues';
import { isDnsLabel } from './dns-name';

const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'it must be 64 hexadecimal digits');

/** Kubernetes, "Labels and Selectors" and "Taints and Tolerations". */
const keyName = '[A-Za-z0-9](?:[\\w.-]{0,61}[A-Za-z0-9])?';
const key = new RegExp(`^(?:([a-z0-9][a-z0-9.-]*)/)?${keyName}$`);
const LabelValue = z.string().regex(new RegExp(`^(?:${keyName})?$`), 'Kubernetes does not take it');
const Taint = z
  .string()
  .regex(
    new RegExp(`^(?:[a-z0-9][a-z0-9.-]*/)?${keyName}(?:=(?:${keyName})?)?:(?:NoSchedule|PreferNoSchedule|NoExecute)$`),
    'it must be a taint',
  );

/** Debian's policy, 5.6.7; at the end of a name, apt takes "-" for an order to remove the package. */
const Package = z.string().regex(/^[a-z0-9][a-z0-9.+-]*[a-z0-9.+]$/, 'it must be the name of a package');

/** Workers that are alike. */
const PoolShape = z.strictObject({
  /** What its nodes carry beside the label of their region. */
  labels: z.record(z.string(), LabelValue).superRefine(refuseLabels).optional(),
  /** What keeps pods away that do not tolerate it. */
  taints: z.array(Taint).readonly().optional(),
});

/** What the servers of a Sovereign are made with, from empty ones to a Flux that reconciles. */
export const CloudInitShape = z.strictObject({
  /** The Helm that installs the network plugin before there is a Flux. */
  helmVersion: z.string().regex(/^\d+\.\d+\.\d+$/, 'it must be a version of three numbers'),
  /** What each node checks its downloads against: those of `k3sVersion`, of `helmVersion` and of `fluxVersion`. */
  sha256: z.strictObject({ k3s: Digest, helm: Digest, flux: Digest }),
  /** What its nodes compute with. Without it: `amd64`. */
  architecture: z.enum(['amd64', 'arm64']).optional(),
  /** How many servers hold the state of a region: one, or three. Without it: one. */
  servers: z.literal([1, 3]).optional(),
  /** Workers that differ from the plain ones, by the name of their pool. */
  pools: z.record(z.string(), PoolShape).superRefine(refusePools).optional(),
  /** Packages of the distribution that every node has, beside those that Phase 0 needs. */
  packages: z.array(Package).readonly().optional(),
});

export type CloudInit = Readonly<z.output<typeof CloudInitShape>>;

const digestRemedy = 'Write the SHA-256 that the release names for the file';

export const cloudInitRemedies: Remedies = {
  cloudInit: "Write { helmVersion: '3.19.0', sha256: { … } }",
  'cloudInit.helmVersion': "Write a version such as '3.19.0'",
  'cloudInit.sha256': "Write { k3s: '…', helm: '…', flux: '…' }",
  'cloudInit.sha256.k3s': digestRemedy,
  'cloudInit.sha256.helm': digestRemedy,
  'cloudInit.sha256.flux': 'Write what sha256sum prints of the install.yaml of the release',
  'cloudInit.architecture': "Write 'amd64' or 'arm64'",
  'cloudInit.pools': "Write pools by name, such as { gpu: { taints: ['nvidia.com/gpu=true:NoSchedule'] } }",
  'cloudInit.pools.*': "Write { labels: { tier: 'fast' } }",
  'cloudInit.pools.*.labels': "Write labels such as { tier: 'fast' }",
  'cloudInit.pools.*.labels.*': "Write a value such as 'fast'",
  'cloudInit.pools.*.taints': "Write taints such as ['nvidia.com/gpu=true:NoSchedule']",
  'cloudInit.pools.*.taints[]': "Write it as 'nvidia.com/gpu=true:NoSchedule'",
  'cloudInit.packages': "Write packages such as ['nfs-common']",
  'cloudInit.packages[]': "Write a package such as 'nfs-common'",
};

function refusePools(pools: object, context: z.RefinementCtx): void {
  for (const name of Object.keys(pools).filter((one) => !isDnsLabel(one))) {
    const problem = 'the name of a pool is a DNS label';
    const issue = asZodIssue({ code: 'malformed', problem, remedy: "Write a name such as 'gpu'" });
    context.addIssue({ ...issue, path: [name] });
  }
}

/** A node with a label that it may not give itself does not start (kubelet: --node-labels). */
function refuseLabels(labels: object, context: z.RefinementCtx): void {
  for (const name of Object.keys(labels)) {
    const [, prefix = ''] = key.exec(name) ?? [];
    const isOfKubernetes = /(^|\.)(kubernetes|k8s)\.io$/.test(prefix) && !/(^|\.)node\.kubernetes\.io$/.test(prefix);
    const problem = isOfKubernetes ? 'a node may not give itself this label' : 'Kubernetes does not take it';
    if (!isOfKubernetes && key.test(name)) continue;
    const issue = asZodIssue({ code: 'malformed', problem, remedy: "Write a label such as { tier: 'fast' }" });
    context.addIssue({ ...issue, path: [name] });
  }
}
