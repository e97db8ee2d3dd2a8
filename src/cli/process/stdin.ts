import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { Keyboard } from "./keyboard.ts";
import { LineInput } from "./line_input.ts";
import { whenInForeground } from "./process_start.ts";

/**
 * Makes the process's stdin, which can be read once. In the background, reading waits for the foreground.
 *
 * @param options `onInterrupt` is called for Ctrl-C where the terminal sends it as a key
 */
export function makeStdin(
  { isTerminal, isInBackground, onInterrupt }: {
    isTerminal: boolean;
    isInBackground: boolean;
    onInterrupt: () => void;
  },
): Io["stdin"] {
  const keyboard = new Keyboard(Deno.stdin, { onInterrupt });
  const take = once(() => {
    throw new UsageError({ en: "stdin can be read only once", zh: "标准输入只能读取一次" });
  });
  let input: LineInput | undefined;
  const openInput = () =>
    input ??= new LineInput(async () => {
      if (isInBackground) await whenInForeground();
      return keyboard.readable;
    });
  return {
    get readable() {
      take();
      if (!isTerminal) return Deno.stdin.readable;
      return input || isInBackground ? openInput().rest() : keyboard.readable;
    },
    readLine: () => openInput().readLine(),
    readAll() {
      take();
      return readAllSync(Deno.stdin);
    },
    isTerminal,
    setRaw: (isRaw) => keyboard.setRaw(isRaw),
  };
}

/** Returns a function that calls `again` from its second call on. */
function once(again: () => never): () => void {
  let isDone = false;
  return () => {
    if (isDone) again();
    isDone = true;
  };
}

function readAllSync(from: { readSync(bytes: Uint8Array): number | null }): Uint8Array {
  let bytes = new Uint8Array(65_536);
  let length = 0;
  for (let count; (count = from.readSync(bytes.subarray(length))) !== null;) {
    length += count;
    if (length < bytes.length) continue;
    const larger = new Uint8Array(2 * length);
    larger.set(bytes);
    bytes = larger;
  }
  return bytes.subarray(0, length);
}
