import yoctoSpinner from 'yocto-spinner';

/** How far a long run is, for a person who watches it. */
export interface Progress {
  at(text: string): void;
  stop(): void;
}

/** A spinner where the stream is a terminal; elsewhere nothing, since the lines of the results tell it too. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { at: () => undefined, stop: () => undefined };
  // Signals stay with the run: it ends what it began.
  const spinner = yoctoSpinner({ stream, handleSignals: false }).start();
  return {
    at: (text) => {
      spinner.text = text;
    },
    stop: () => {
      spinner.stop();
    },
  };
}
