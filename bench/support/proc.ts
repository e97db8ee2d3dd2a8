/**
 * Reads Linux's /proc. Deno may read it only with all permissions, so a shell reads it. One shell serves all reads,
 * because starting one for each would disturb the measurement.
 */
class ProcReader {
  readonly #shell: Deno.ChildProcess;
  readonly #questions: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #answers: ReadableStreamDefaultReader<string>;
  #last: Promise<string> = Promise.resolve("");
  #rest = "";

  constructor() {
    const script = `while read -r path; do
      while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done <"/proc/$path"
      printf '\\000'
    done`;
    const piped = { stdin: "piped", stdout: "piped", stderr: "null" } as const;
    this.#shell = new Deno.Command("sh", { args: ["-c", script], ...piped }).spawn();
    this.#shell.unref();
    this.#questions = this.#shell.stdin.getWriter();
    this.#answers = this.#shell.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Reads files one after another; a missing one is empty. */
  read(path: string): Promise<string> {
    return this.#last = this.#last.then(() => this.#ask(path));
  }

  async #ask(path: string): Promise<string> {
    await this.#questions.write(new TextEncoder().encode(`${path}\n`));
    for (;;) {
      const end = this.#rest.indexOf("\0");
      if (end >= 0) {
        const answer = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return answer;
      }
      const { value, done } = await this.#answers.read();
      if (done) throw new Error("Cannot read /proc: the shell has ended");
      this.#rest += value;
    }
  }
}

let reader: ProcReader | undefined;

/** Reads a file below /proc such as `PID/status`; empty where the process has ended. */
export function readProc(path: string): Promise<string> {
  reader ??= new ProcReader();
  return reader.read(path);
}

/** Reads the resident memory of a process in MiB; 0 where it has ended. */
export async function residentMiB(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+) kB/.exec(await readProc(`${pid}/status`))?.[1] ?? 0) / 1024;
}

/** Lists the running child processes of a process. */
export async function childrenOf(pid: number): Promise<number[]> {
  const text = await readProc(`${pid}/task/${pid}/children`);
  return text.split(/\s+/).filter((word) => word !== "").map(Number);
}
