import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server that stands in for a cluster says of itself. */
export interface DiscoveredCluster {
  readonly kubeVersion: string;
  /** As `group/version` and `group/version/Kind`. */
  readonly apiVersions: readonly string[];
}

/**
 * Does the work while a server on loopback answers as the API server of a cluster does: its version, its APIs, and
 * nothing else, so that Helm finds no object there. Helm then knows exactly these APIs, and not those that it has by
 * itself. The work gets the URL.
 */
export async function withDiscovery<Done>(
  cluster: DiscoveredCluster,
  work: (url: string) => Promise<Done>,
): Promise<Done> {
  const answers = answersOf(cluster);
  const server = createServer(({ url = '', headers }, response) => {
    answer(response, answers(url, headers.accept ?? ''));
  });
  await listen(server);
  const { port } = server.address() as AddressInfo; // of a server that listens on a port
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((settle, refuse) => {
    server.once('error', refuse);
    server.listen(0, '127.0.0.1', settle);
  });
}

interface Answer {
  readonly type: string;
  readonly body: unknown;
}

const json = 'application/json';
const groupList = `${json};g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList`;

/** What is answered to a path, by what the client takes; without an answer there is no such thing in the cluster. */
function answersOf({
  kubeVersion,
  apiVersions,
}: DiscoveredCluster): (url: string, accept: string) => Answer | undefined {
  const kinds = kindsByVersion(apiVersions);
  return (url, accept) => {
    const [path = '', query = ''] = url.split('?');
    if (path === '/version') return { type: json, body: versionOf(kubeVersion) };
    if (accept.includes('APIGroupDiscoveryList')) {
      if (path === '/api') return { type: groupList, body: discoveryList([...kinds].filter(([api]) => api === 'v1')) };
      return { type: groupList, body: discoveryList([...kinds].filter(([api]) => api !== 'v1')) };
    }
    // A template looks up an object: first it asks which kinds a version has. With none, it finds nothing.
    const api = /^\/apis?\/([^/]+(?:\/[^/]+)?)$/.exec(path)?.[1];
    if (api === undefined || !query.includes('timeout=')) return undefined;
    return { type: json, body: { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: api, resources: [] } };
  };
}

function versionOf(kubeVersion: string) {
  const [major = '', minor = ''] = kubeVersion.replace(/^v/, '').split('.');
  return { major, minor, gitVersion: `v${kubeVersion.replace(/^v/, '')}` };
}

/** Without any group Helm would take those that it knows. */
function kindsByVersion(apiVersions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>([['v1', []]]);
  for (const name of apiVersions) {
    const parts = name.split('/');
    const kind = parts.length === 3 || (parts.length === 2 && parts[0] === 'v1') ? parts.pop() : undefined;
    const api = parts.join('/');
    found.set(api, [...(found.get(api) ?? []), ...(kind === undefined ? [] : [kind])]);
  }
  return found;
}

function discoveryList(versions: readonly (readonly [api: string, kinds: readonly string[]])[]) {
  const items = versions.map(([api, kinds]) => {
    const [version = '', name] = api.split('/').reverse();
    const metadata = name === undefined ? {} : { name };
    return { metadata, versions: [{ version, resources: kinds.map(resourceOf), freshness: 'Current' }] };
  });
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function resourceOf(kind: string) {
  const name = kind.toLowerCase();
  const responseKind = { group: '', version: '', kind };
  return { resource: name, responseKind, scope: 'Namespaced', singularResource: name, verbs: ['get', 'list'] };
}

function answer(response: ServerResponse, found: Answer | undefined): void {
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 };
  response.writeHead(found === undefined ? 404 : 200, { 'content-type': found?.type ?? json });
  response.end(JSON.stringify(found?.body ?? status));
}
