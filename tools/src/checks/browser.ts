import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { removeBusyFolder } from '@sovereign-fleet/renderer/temporary-folder';

/** A browser that is here, as Debian and others call it. */
export const browserProgram = ['chromium', 'chromium-browser', 'google-chrome'].find((program) => {
  return spawnSync(program, ['--version']).status === 0;
});

type Fields = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
}

/** A browser that looks at pages as a telephone does. */
export interface Telephone {
  /** Loads a page and gives the value of an expression in it. */
  readonly ask: (url: string, expression: string) => Promise<unknown>;
  /** A PNG of the page that was loaded last. */
  readonly screenshot: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** Starts the browser. Pipes 3 and 4 speak the DevTools protocol; a zero byte ends each message. */
export async function startTelephone(program: string, width: number): Promise<Telephone> {
  const profile = mkdtempSync(join(tmpdir(), 'sovereign-fleet-browser-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  const args = [...flags, '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const { send, loaded } = protocolOf(child);
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const tell = (method: string, params: Fields = {}) => send(method, params, String(sessionId));
  await tell('Page.enable');
  const screen = { width, height: 844, deviceScaleFactor: 2, mobile: true };
  await tell('Emulation.setDeviceMetricsOverride', screen);
  return {
    ask: async (url, expression) => {
      const isLoaded = loaded();
      await tell('Page.navigate', { url });
      await isLoaded;
      const { result } = await tell('Runtime.evaluate', { expression, returnByValue: true });
      return (result as { readonly value?: unknown }).value; // as the protocol says
    },
    screenshot: async () => Buffer.from(String((await tell('Page.captureScreenshot'))['data']), 'base64'),
    close: async () => {
      const isClosed = once(child, 'close');
      child.kill();
      await isClosed;
      removeBusyFolder(profile);
    },
  };
}

interface Protocol {
  readonly send: (method: string, params?: Fields, sessionId?: string) => Promise<Fields>;
  /** Resolves once a page has been loaded. */
  readonly loaded: () => Promise<void>;
}

function protocolOf({ stdio }: ChildProcess): Protocol {
  const input = stdio[3] as Writable; // both are pipes
  const output = stdio[4] as Readable;
  const waiting = new Map<number, (message: Message) => void>();
  const loads: (() => void)[] = [];
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const [last = '', ...whole] = `${rest}${text}`.split('\0').reverse();
    rest = last;
    for (const one of whole.reverse()) hear(JSON.parse(one) as Message); // it is the protocol's
  });
  return {
    send: async (method, params = {}, sessionId) => {
      const id = nextId();
      const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      const { result = {}, error } = await answer;
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result;
    },
    loaded: () => new Promise((resolve) => loads.push(resolve)),
  };

  function hear(message: Message): void {
    if (message.method === 'Page.loadEventFired') for (const done of loads.splice(0)) done();
    if (message.id === undefined) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  }
}

let lastId = 0;

function nextId(): number {
  lastId += 1;
  return lastId;
}
