import { z } from 'zod';
import { isRefusal } from '../issue/issue';
import { asZodIssue, type Remedies } from '../issue/zod-issues';
import { isDnsName, parseFqdn } from './dns-name';

export const mirrorRemedy = "Write a registry host such as 'harbor.openova.io'";

/** Refuses what is not the host of a registry, with a port or without. */
export function refuseMirror(text: string, context: z.RefinementCtx): void {
  if (text.includes('/')) {
    const problem = 'a mirror is a host, without a scheme and without a path';
    context.addIssue(asZodIssue({ code: 'malformed', problem, remedy: mirrorRemedy }));
    return;
  }
  const [name = '', port, ...more] = text.split(':');
  const host = parseFqdn(name);
  if (isRefusal(host)) context.addIssue(asZodIssue({ ...host, remedy: mirrorRemedy }));
  const isPort = port === undefined || (/^[1-9][0-9]{0,4}$/.test(port) && Number(port) < 65536);
  if (isPort && more.length === 0) return;
  const problem = 'what follows the host is not a port';
  context.addIssue(asZodIssue({ code: 'malformed', problem, remedy: mirrorRemedy }));
}

/** Projects of a mirror by the registry whose images each has. */
export type MirroredRegistries = Readonly<Record<string, string>>;

/** The registries that every mirror has. */
export const usualRegistries: MirroredRegistries = {
  'docker.io': 'proxy-dockerhub',
  'gcr.io': 'proxy-gcr',
  'ghcr.io': 'proxy-ghcr',
  'quay.io': 'proxy-quay',
  'registry.k8s.io': 'proxy-k8s',
};

export const MirroredRegistriesShape = z
  .record(z.string(), z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'it must be the name of a project'))
  .superRefine(refuseHosts);

export const mirroredRegistriesRemedies: Remedies = {
  mirroredRegistries: "Write projects by registry, such as { 'public.ecr.aws': 'proxy-ecr' }",
  'mirroredRegistries.*': "Write a project such as 'proxy-ecr'",
};

function refuseHosts(registries: object, context: z.RefinementCtx): void {
  for (const host of Object.keys(registries)) {
    const [name = '', port = '1', ...more] = host.split(':');
    if (isDnsName(name) && /^\d+$/.test(port) && more.length === 0) continue;
    const remedy = "Write it as 'public.ecr.aws'";
    const issue = asZodIssue({ code: 'malformed', problem: 'it is not the host of a registry', remedy });
    context.addIssue({ ...issue, path: [host] });
  }
}
