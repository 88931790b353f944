import yoctoSpinner from 'yocto-spinner';

/** How far a long run is, for a person who watches it. */
export interface Progress {
  at(text: string): void;
  /** Why nothing happens for a while. */
  waits(text: string): void;
  stop(): void;
}

/** A spinner on a terminal. Elsewhere it prints only the waits, since the results have lines of their own. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return progressInLines(stream);
  // Signals stay with the run: it ends what it began.
  const spinner = yoctoSpinner({ stream, handleSignals: false }).start();
  const showText = (text: string) => {
    spinner.text = text;
  };
  return {
    at: showText,
    waits: showText,
    stop: () => {
      spinner.stop();
    },
  };
}

function progressInLines(stream: NodeJS.WriteStream): Progress {
  let last = '';
  return {
    at: () => undefined,
    waits: (text) => {
      // Requests that go at the same time meet the same trouble.
      if (text !== last) stream.write(`${text}\n`);
      last = text;
    },
    stop: () => undefined,
  };
}
