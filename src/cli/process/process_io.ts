import { CommandError, EXIT } from "../errors.ts";
import { diskReason } from "../file_reason.ts";
import { type EndSignal, Interrupt, type Io, type Output, SIGNAL_EXIT } from "../io.ts";
import { chooseLanguage } from "../language.ts";
import { hasWideSymbols } from "../symbol_width.ts";
import { askProcessStart, type ProcessStart } from "./process_start.ts";
import { TextSink } from "./text_sink.ts";
import { makeStdin } from "./stdin.ts";

function output(sink: TextSink, isTerminal: boolean): Output {
  const plain = Boolean(env("NO_COLOR")) || env("TERM") === "dumb";
  return {
    write: (text) => sink.write(text),
    writeBytes: (bytes) => sink.writeBytes(bytes),
    isTerminal,
    hasColour: isTerminal && !plain,
    hasWideSymbols: hasWideSymbols({ env }),
  };
}

function env(name: string): string | undefined {
  return Deno.env.get(name);
}

/** @throws {CommandError} where the current folder has been removed */
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

/** The system's signals, and what each means. Windows has Ctrl-C, Ctrl-Break, and SIGHUP for a window that is closed. */
const SIGNALS: readonly (readonly [Deno.Signal, EndSignal])[] = Deno.build.os === "windows"
  ? [["SIGINT", "SIGINT"], ["SIGBREAK", "SIGINT"], ["SIGHUP", "SIGHUP"]]
  : [["SIGINT", "SIGINT"], ["SIGTERM", "SIGTERM"], ["SIGHUP", "SIGHUP"]];

/**
 * Aborts with an {@linkcode Interrupt} at the first signal; the second ends the process at once.
 *
 * @returns the signal, and what Ctrl-C does where it comes as a key
 */
function listenForEnd(
  exit: (code: number) => never,
  ignoresHangup: () => Promise<boolean>,
): { signal: AbortSignal; interrupt: () => void } {
  const controller = new AbortController();
  const end = (name: EndSignal) => {
    if (controller.signal.aborted) exit(SIGNAL_EXIT[name]);
    controller.abort(new Interrupt(name));
  };
  for (const [signal, name] of SIGNALS) {
    Deno.addSignalListener(signal, async () => {
      if (name === "SIGHUP" && await ignoresHangup()) return;
      end(name);
    });
  }
  return { signal: controller.signal, interrupt: () => end("SIGINT") };
}

/**
 * Makes an {@linkcode Io} of the real process.
 *
 * @param args the raw command line, which may choose the language
 * @param exit ends the process at once; only main.ts may do that
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
  // Where the system does not say, guess: nohup redirects both outputs away from a terminal.
  const guess = { ignoresHangup: !isStdoutTerminal && !isStderrTerminal, isInBackground: false };
  const known = async (): Promise<ProcessStart> => await start ?? guess;
  const { signal, interrupt } = listenForEnd(exit, async () => (await known()).ignoresHangup);
  const hasTerminal = isStdinTerminal || isStdoutTerminal || isStderrTerminal;
  const isInBackground = hasTerminal && (await known()).isInBackground;
  const stdout = new TextSink(Deno.stdout);
  return {
    stdout: output(stdout, isStdoutTerminal),
    lostResults: () => stdout.failure,
    stderr: output(new TextSink(Deno.stderr), isStderrTerminal),
    stdin: makeStdin({
      isTerminal: isStdinTerminal,
      isInBackground,
      onInterrupt: interrupt,
    }),
    env,
    language: chooseLanguage(args, { env }),
    get cwd() {
      // `deno task` changes to the folder of deno.json and keeps the user's folder in INIT_CWD.
      return env("INIT_CWD") || currentFolder();
    },
    signal,
    isInBackground,
    size() {
      try {
        const { columns, rows } = Deno.consoleSize();
        // A terminal reports 0 until it has been given a size.
        return { columns: columns || 80, rows: rows || 24 };
      } catch {
        return { columns: 80, rows: 24 };
      }
    },
  };
}
