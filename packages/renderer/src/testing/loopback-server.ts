import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The host of a server that listens on a port of 127.0.0.1. */
export function hostOfServer(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
