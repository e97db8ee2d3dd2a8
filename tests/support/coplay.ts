import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CommandName, sourceTreeArgs } from "../../src/cli/source_tree.ts";
import { type Asked, PermissionAudit } from "./asked_permissions.ts";
import { OutputLog } from "./output_log.ts";
import { inTime } from "./until.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Variables of the tester's environment that would change coplay's behaviour or output. */
const CLEARED = /^(?:INIT_CWD|NO_COLOR|COLUMNS|NETRC|LANG|LANGUAGE|LC_\w+|COPLAY_\w+|\w+_PROXY)$/i;

/** The system's own language, which counts where no variable names one, may be any. */
const ENGLISH = { LANG: "C.UTF-8" };

export interface CoplayOptions {
  /** The folder in which it starts. @default the repository */
  readonly cwd?: string;
  /** Variables in addition to the tester's environment, which loses its language and proxies. */
  readonly env?: Readonly<Record<string, string>>;
  /** A program and its arguments that start coplay, such as one that takes rights away. @default {[]} */
  readonly through?: readonly string[];
}

/** The result of a run and its output. */
export interface CoplayResult {
  readonly code: number;
  readonly signal: Deno.Signal | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command whose permissions a command line has. */
export function commandOf(args: readonly string[]): CommandName {
  return args[0] === "serve" ? "serve" : "download";
}

/** The program to run, with its arguments. */
export function commandLine(args: readonly string[]): [path: string, args: string[]] {
  const binary = Deno.env.get("COPLAY_BINARY");
  if (binary) return [binary, [...args]];
  const words = sourceTreeArgs(commandOf(args), ROOT);
  // `taskCommand` ends with the command's name, which may be missing or wrong here.
  return [Deno.execPath(), [...words.slice(0, -1), ...args]];
}

/** The tester's environment without the variables that would change coplay, and with `own`. */
export function environment(own: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(Deno.env.toObject()).filter(([name]) => !CLEARED.test(name));
  // Deno checks for a new version once a day, through a test's proxy if there is one.
  const quiet = { DENO_NO_UPDATE_CHECK: "1", ...ENGLISH };
  const env: Record<string, string> = { ...Object.fromEntries(kept), ...quiet, ...own };
  const cache = Deno.env.get("XDG_CACHE_HOME") ?? join(Deno.env.get("HOME") ?? "", ".cache");
  // A test may move HOME, but the modules stay in the cache.
  env["DENO_DIR"] ??= join(cache, "deno");
  // The token files of tested hosts must not lie among the tester's own.
  if (!("HOME" in own)) env["XDG_CONFIG_HOME"] ??= join(tmpdir(), "coplay-tests");
  return env;
}

/**
 * coplay as a real process: from the source tree, or the compiled one in COPLAY_BINARY.
 *
 * @example
 * ```ts
 * await using coplay = await Coplay.start(["serve", "0"], { cwd: folder.path });
 * await coplay.stderr.match(/要发布的游戏项目/);
 * await coplay.write("0\n");
 * const [url] = await coplay.stdout.match(/http:\S+/);
 * coplay.kill("SIGINT");
 * assertEquals((await coplay.finish()).code, 130);
 * ```
 */
export class Coplay implements AsyncDisposable {
  readonly stdout: OutputLog;
  readonly stderr: OutputLog;
  /** The permissions that it asked for, after its end; empty for the compiled one. */
  asked: readonly Asked[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  #isStdinOpen = true;
  #hasEnded = false;
  readonly #audit: PermissionAudit;
  #result: Promise<CoplayResult> | undefined;
  #status: Promise<Deno.CommandStatus>;

  private constructor(child: Deno.ChildProcess, audit: PermissionAudit) {
    this.#child = child;
    this.#audit = audit;
    this.#stdin = child.stdin.getWriter();
    this.stdout = new OutputLog(child.stdout);
    this.stderr = new OutputLog(child.stderr);
    this.#status = child.status.finally(() => this.#hasEnded = true);
  }

  static start(args: readonly string[], options: CoplayOptions = {}): Promise<Coplay> {
    const [own, ownArgs] = commandLine(args);
    const [path = own, ...allArgs] = [...options.through ?? [], own, ...ownArgs];
    const audit = new PermissionAudit(commandOf(args));
    const command = new Deno.Command(path, {
      args: allArgs,
      cwd: options.cwd ?? ROOT,
      env: environment({ ...audit.env, ...options.env }),
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    });
    return Promise.resolve(new Coplay(command.spawn(), audit));
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Writes to its standard input. */
  async write(text: string): Promise<void> {
    await this.#stdin.write(new TextEncoder().encode(text));
  }

  /** Closes its standard input. */
  async closeStdin(): Promise<void> {
    if (!this.#isStdinOpen) return;
    this.#isStdinOpen = false;
    // The process may have ended by itself.
    await this.#stdin.close().catch(() => {});
  }

  /** Sends a signal, unless the process has ended. */
  kill(signal: Deno.Signal): void {
    if (!this.#hasEnded) this.#child.kill(signal);
  }

  /**
   * Waits until it ends by itself.
   *
   * @throws where it asked for a permission that it does not have, or never ends
   */
  finish(): Promise<CoplayResult> {
    return this.#result ??= this.#finish();
  }

  async #finish(): Promise<CoplayResult> {
    const [status, stdout, stderr] = await inTime(
      Promise.all([this.#status, this.stdout.ended, this.stderr.ended]),
      () => `the end of coplay, which has said:\n${this.stdout.text}${this.stderr.text}`,
    );
    await this.closeStdin();
    this.asked = this.#audit.end();
    return { code: status.code, signal: status.signal, stdout, stderr };
  }

  /** Kills the process if it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.kill("SIGKILL");
    // The test that waited for its end has received its error.
    if (this.#result !== undefined) await this.#status;
    else await this.finish();
  }
}

/**
 * Runs coplay to its end.
 *
 * @param options `stdin` is all of its standard input @default empty
 */
export async function runCoplay(
  args: readonly string[],
  options: CoplayOptions & { readonly stdin?: string } = {},
): Promise<CoplayResult> {
  await using coplay = await Coplay.start(args, options);
  if (options.stdin) await coplay.write(options.stdin);
  await coplay.closeStdin();
  return await coplay.finish();
}
