import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { hostOfServer } from '../testing/loopback-server';
import { chartPulls, packagedCharts } from '../testing/packaged-charts';

const { reasonOf } = chartPulls(packagedCharts());

const entry = '  - { name: demo, apiVersion: v2, version: 0.1.0, urls: [demo.tgz] }\n';
const index = `apiVersion: v1\nentries:\n  demo:\n${entry}`;
const more = Buffer.from(`${index}${entry.repeat(20_000)}`);
/** Pieces of gzip may stand one behind the other. */
const zipped = gzipSync(entry.repeat(200_000));
const zeros = Buffer.alloc(1024 * 1024);

/** Writes until nobody reads any more. */
function writeEndlessly(stream: Writable, chunk: Buffer): void {
  while (!stream.destroyed && stream.write(chunk));
  stream.once('drain', () => {
    writeEndlessly(stream, chunk);
  });
}

function writeZeros(response: ServerResponse, mebibytes: number): void {
  if (mebibytes === 0) response.end();
  else {
    response.write(zeros, () => {
      writeZeros(response, mebibytes - 1);
    });
  }
}

describe('a repository that sends without end', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [, kind = '', file = ''] = (request.url ?? '').split('/');

      if (kind === 'zipped') {
        response.setHeader('content-encoding', 'gzip');
        response.write(gzipSync(index));
        writeEndlessly(response, zipped);
      } else if (kind === 'plain') writeEndlessly(response, more);
      else if (file === 'index.yaml') response.end(index);
      else if (kind === 'endless') writeEndlessly(response, zeros);
      else writeZeros(response, 130);
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    url = `http://${hostOfServer(server)}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([
    { kind: 'plain', what: 'its index' },
    { kind: 'zipped', what: 'an index that is small while it is compressed' },
    { kind: 'endless', what: 'an archive' },
  ])('is told where Helm can hold no more of $what', async ({ kind }) => {
    const reason = await reasonOf({ kind: 'helm', url: `${url}/${kind}`, name: 'demo', version: '0.1.0' });
    expect(reason).toContain(`/${kind} sends is too large: helm wanted more than 2048 MiB of memory`);
  });

  test('an archive that is larger than any chart is told, and not read', async () => {
    const reason = await reasonOf({ kind: 'helm', url: `${url}/large`, name: 'demo', version: '0.1.0' });
    expect(reason).toContain('its archive has more than 128 MiB');
  });
});
