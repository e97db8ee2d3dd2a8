import { assert, assertEquals } from "@std/assert";
import { PermissionAudit } from "./asked_permissions.ts";
import { commandLine, commandOf, type CoplayOptions, environment } from "./coplay.ts";
import { OutputLog } from "./output_log.ts";
import { lackOf } from "./programs.ts";
import { inTime } from "./until.ts";

/** The reason why this machine cannot test pseudo-terminals. */
export const WHY_NO_TERMINAL = lackOf("script");

/** The output if coplay did not restore the terminal. */
const NOT_RESTORED = "the terminal was left changed";

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export interface TerminalOptions extends Omit<CoplayOptions, "through"> {
  /** @default 80 */
  readonly columns?: number;
  /** @default 24 */
  readonly rows?: number;
}

/**
 * coplay on a pseudo-terminal of util-linux's script, as a user runs it: keys arrive through the terminal, including
 * Ctrl-C.
 *
 * @example
 * ```ts
 * await using terminal = await Terminal.start(["serve", "0"], { columns: 60 });
 * await terminal.screen.match(/要发布的游戏项目/);
 * await terminal.press("0\r");
 * await terminal.resize(40, 20);
 * await terminal.press(CTRL_C);
 * assertEquals((await terminal.finish()).code, 130);
 * ```
 */
export class Terminal implements AsyncDisposable {
  /** The output of both streams of coplay, including control sequences. */
  readonly screen: OutputLog;
  readonly #child: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #audit: PermissionAudit;
  #path = "";
  #result: Promise<{ code: number; text: string }> | undefined;

  private constructor(child: Deno.ChildProcess, audit: PermissionAudit) {
    this.#child = child;
    this.#audit = audit;
    this.#keys = child.stdin.getWriter();
    this.screen = new OutputLog(child.stdout);
  }

  static async start(args: readonly string[], options: TerminalOptions = {}): Promise<Terminal> {
    const { columns = 80, rows = 24, cwd, env } = options;
    const [path, own] = commandLine(args);
    const audit = new PermissionAudit(commandOf(args));
    const script = [
      `stty cols ${columns} rows ${rows}`,
      "tty",
      "before=$(stty -g)",
      // The shell receives Ctrl-C as well, and must outlive coplay.
      "trap : INT",
      [path, ...own].map(quote).join(" "),
      "code=$?",
      // A second Ctrl-C that comes late must not end the check of the terminal, either.
      "trap '' INT",
      `[ "$(stty -g)" = "$before" ] || echo '${NOT_RESTORED}'`,
      "exit $code",
    ].join("; ");
    const usual = { LC_ALL: "C.UTF-8", TERM: "xterm-256color", SHELL: "/bin/sh" };
    const child = new Deno.Command("script", {
      args: ["--quiet", "--return", "--command", script, "/dev/null"],
      ...(cwd !== undefined && { cwd }),
      env: environment({ ...usual, ...audit.env, ...env }),
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const terminal = new Terminal(child, audit);
    [terminal.#path] = await terminal.screen.match(/^\/dev\/\S+/);
    return terminal;
  }

  /** Types keys; Enter is `\r`. */
  async press(keys: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(keys));
  }

  /** Resizes the terminal, and informs coplay as a resized window does. */
  async resize(columns: number, rows: number): Promise<void> {
    const args = ["-F", this.#path, "cols", `${columns}`, "rows", `${rows}`];
    const { success } = await new Deno.Command("stty", { args }).output();
    assert(success, `Cannot resize ${this.#path}`);
  }

  /**
   * Waits until it ends by itself, and asserts what must always hold: Deno asked nothing, the cursor is visible, and
   * the terminal is restored.
   */
  finish(): Promise<{ code: number; text: string }> {
    return this.#result ??= this.#finish();
  }

  async #finish(): Promise<{ code: number; text: string }> {
    const { code } = await inTime(
      this.#child.status,
      () => `the end of coplay, which has shown:\n${this.screen.text}`,
    );
    const text = await this.screen.ended;
    await this.#keys.close().catch(() => {});
    this.#audit.end();
    for (const bad of [/Deno requests|Allow\?|--allow-/, new RegExp(NOT_RESTORED)]) {
      assert(!bad.test(text), text);
    }
    assertEquals(text.split("\x1b[?25l").length, text.split("\x1b[?25h").length, text);
    return { code, text };
  }

  /** Closes the terminal if coplay still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // The process has ended already.
    }
    await this.#child.status;
    await this.screen.ended;
    await this.#keys.close().catch(() => {});
    if (!this.#result) this.#audit.end();
  }
}

export const CTRL_C = "\x03";

/** Removes control sequences from terminal output. */
export function withoutCodes(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[?\d;]*[A-Za-z]/g, "");
}
