import { chooseLanguage } from "./language.ts";
import { Interrupt, type Io, type Output } from "./io.ts";
import { writeText } from "./write_all.ts";

function output(stream: typeof Deno.stdout, plain: boolean): Output {
  const isTerminal = stream.isTerminal();
  return {
    write: (text) => writeText(stream, text),
    isTerminal,
    hasColour: isTerminal && !plain,
  };
}

function env(name: string): string | undefined {
  return Deno.env.get(name);
}

/** The first signal asks for an orderly end, the second ends the process at once. */
function interruptSignal(exit: (code: number) => never): AbortSignal {
  const controller = new AbortController();
  const codes = { SIGINT: 130, SIGTERM: 143 } as const;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    // Windows has no SIGTERM to listen to.
    if (name === "SIGTERM" && Deno.build.os === "windows") continue;
    Deno.addSignalListener(name, () => {
      if (controller.signal.aborted) exit(codes[name]);
      controller.abort(new Interrupt(name));
    });
  }
  return controller.signal;
}

/**
 * The real process as an {@linkcode Io}.
 *
 * @param args the raw command line, which may choose the language
 * @param exit ends the process at once; main.ts alone may do that
 */
export function processIo(args: readonly string[], exit: (code: number) => never): Io {
  const plain = Boolean(env("NO_COLOR")) || env("TERM") === "dumb";
  return {
    stdout: output(Deno.stdout, plain),
    stderr: output(Deno.stderr, plain),
    stdin: {
      get readable() {
        return Deno.stdin.readable;
      },
      isTerminal: Deno.stdin.isTerminal(),
      setRaw: (isRaw) => Deno.stdin.setRaw(isRaw, { cbreak: true }),
    },
    env,
    language: chooseLanguage(args, env),
    // `deno task` changes to the folder of deno.json and keeps where the user stands here.
    cwd: env("INIT_CWD") || Deno.cwd(),
    signal: interruptSignal(exit),
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
