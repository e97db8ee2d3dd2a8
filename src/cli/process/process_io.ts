import { CommandError, EXIT, UsageError } from "../errors.ts";
import { diskReason } from "../file_reason.ts";
import { type EndSignal, Interrupt, type Io, type Output, SIGNAL_EXIT } from "../io.ts";
import { chooseLanguage } from "../language.ts";
import { askProcessStart, type ProcessStart, whenInForeground } from "./process_start.ts";
import { TextSink } from "./text_sink.ts";

function output(sink: TextSink, isTerminal: boolean): Output {
  const plain = Boolean(env("NO_COLOR")) || env("TERM") === "dumb";
  return {
    write: (text) => sink.write(text),
    isTerminal,
    hasColour: isTerminal && !plain,
  };
}

function env(name: string): string | undefined {
  return Deno.env.get(name);
}

/** @throws {CommandError} where somebody has removed it */
function currentFolder(): string {
  try {
    return Deno.cwd();
  } catch (error) {
    const why = diskReason(error);
    throw new CommandError({
      en: `Cannot use the current folder: ${why.en}`,
      zh: `无法使用当前文件夹：${why.zh}`,
    }, EXIT.disk);
  }
}

/** Windows has no signals but that of Ctrl-C. */
const SIGNALS: readonly EndSignal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** The first signal asks for an orderly end, the second ends the process at once. */
function interruptSignal(
  exit: (code: number) => never,
  ignoresHangup: () => Promise<boolean>,
): AbortSignal {
  const controller = new AbortController();
  const end = (name: EndSignal) => {
    if (controller.signal.aborted) exit(SIGNAL_EXIT[name]);
    controller.abort(new Interrupt(name));
  };
  for (const name of SIGNALS) {
    Deno.addSignalListener(name, async () => {
      if (name === "SIGHUP" && await ignoresHangup()) return;
      end(name);
    });
  }
  return controller.signal;
}

/** Does nothing the first time. */
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

/** A stream that is opened and read only when it may be. */
function openLater(
  whenOpen: Promise<void>,
  open: () => ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream({
    async pull(controller) {
      await whenOpen;
      reader ??= open().getReader();
      const { value } = await reader.read();
      if (value) controller.enqueue(value);
      else controller.close();
    },
    cancel: () => reader?.cancel(),
  }, { highWaterMark: 0 });
}

/**
 * The real process as an {@linkcode Io}.
 *
 * @param args the raw command line, which may choose the language
 * @param exit ends the process at once; main.ts alone may do that
 */
export async function processIo(
  args: readonly string[],
  exit: (code: number) => never,
): Promise<Io> {
  const start = askProcessStart();
  const [isStdinTerminal, isStdoutTerminal, isStderrTerminal] = [
    Deno.stdin.isTerminal(),
    Deno.stdout.isTerminal(),
    Deno.stderr.isTerminal(),
  ];
  // Where the system does not say: nohup never leaves a terminal behind these two.
  const guess = { ignoresHangup: !isStdoutTerminal && !isStderrTerminal, isInBackground: false };
  const known = async (): Promise<ProcessStart> => await start ?? guess;
  const signal = interruptSignal(exit, async () => (await known()).ignoresHangup);
  const hasTerminal = isStdinTerminal || isStdoutTerminal || isStderrTerminal;
  const isInBackground = hasTerminal && (await known()).isInBackground;
  const stdout = new TextSink(Deno.stdout);
  const takeStdin = once(() => {
    throw new UsageError({ en: "stdin can be read only once", zh: "标准输入只能读取一次" });
  });
  return {
    stdout: output(stdout, isStdoutTerminal),
    lostResults: () => stdout.failure,
    stderr: output(new TextSink(Deno.stderr), isStderrTerminal),
    stdin: {
      get readable() {
        takeStdin();
        return isInBackground && isStdinTerminal
          ? openLater(whenInForeground(), () => Deno.stdin.readable)
          : Deno.stdin.readable;
      },
      readAll() {
        takeStdin();
        return readAllSync(Deno.stdin);
      },
      isTerminal: isStdinTerminal,
      setRaw: (isRaw) => Deno.stdin.setRaw(isRaw, { cbreak: true }),
    },
    env,
    language: chooseLanguage(args, env),
    get cwd() {
      // `deno task` changes to the folder of deno.json and keeps where the user stands here.
      return env("INIT_CWD") || currentFolder();
    },
    signal,
    isInBackground,
    size() {
      try {
        const { columns, rows } = Deno.consoleSize();
        // A terminal that was never told its size says 0.
        return { columns: columns || 80, rows: rows || 24 };
      } catch {
        return { columns: 80, rows: 24 };
      }
    },
  };
}
