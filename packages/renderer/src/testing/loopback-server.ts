import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The host of a server that listens on a port of 127.0.0.1. */
export function hostOfServer(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * What starts servers in tests of a file, and gives the host of each. They are closed after the test, also where it
 * fails: a server that is open would keep Jest from its end.
 */
export function serversOfTests(): (answer: RequestListener) => Promise<string> {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  return async (answer) => {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return hostOfServer(server);
  };
}
