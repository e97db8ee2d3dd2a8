import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { commandLine, environment } from "../support/coplay.ts";
import { OutputLog } from "../support/output_log.ts";
import { lackOf } from "../support/programs.ts";
import { Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

const WHY_NOT = Deno.build.os === "linux"
  ? lackOf("script")
  : "only Linux tells who is in the foreground";

/** A command line of coplay for a shell. */
function typed(...args: string[]): string {
  const [path, words] = commandLine(args);
  return [path, ...words].map((word) => `'${word}'`).join(" ");
}

/** A shell in a terminal, with typed input. */
class Shell implements AsyncDisposable {
  readonly output: OutputLog;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;

  constructor() {
    const shell = "stty columns 200; exec bash --norc --noprofile -i";
    this.#child = new Deno.Command("script", {
      args: ["--quiet", "--return", "--command", shell, "/dev/null"],
      env: environment({ TERM: "xterm", LANG: "C.UTF-8" }),
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.output = new OutputLog(this.#child.stdout);
  }

  async type(line: string): Promise<void> {
    await this.#input.write(new TextEncoder().encode(`${line}\n`));
  }

  /** Ends the shell and everything that runs in the terminal. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await Promise.all([this.#child.status, this.output.ended, this.#input.close().catch(() => {})]);
  }
}

testUnless(
  WHY_NOT,
  "a host in the background serves, and takes orders in the foreground",
  async () => {
    await using shell = new Shell();
    await shell.type(`${typed("serve", "0", "--game", "2048")} &`);
    const [address] = await shell.output.match(/http:\/\/127\.0\.0\.1:\d+\//);
    await shell.output.match(/^In the background: /);
    assertStringIncludes(await (await fetch(address)).text(), "<title>2048</title>");
    await shell.type("fg; echo the end is $?");
    // The host reads this after it has come to the foreground.
    await shell.type("tafang");
    await shell.output.match(/^Published: /);
    await shell.type("q");
    await shell.output.match(/^Stopping…/);
    await shell.output.match(/^the end is 0/);
  },
);

testUnless(
  WHY_NOT,
  "a download in the background draws no bars over the shell's line",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const gate = new Gate();
    server.on("/held", {
      body: { sizeBytes: 600_000 },
      holdsBody: { gate, afterBytes: 300_000 },
    });
    // By then coplay would have drawn a bar for the other file.
    const busy = { status: 503, headers: { "retry-after": "1" } };
    server.on("/late", busy, () => (gate.open(), { body: "x" }));
    await using shell = new Shell();
    const urls = [server.url("/held"), server.url("/late")];
    await shell.type(
      `${typed("download", "-j2", "-d", folder.path, ...urls)} & wait; echo the end is $?`,
    );
    await shell.output.match(/^Downloaded held/);
    await shell.output.match(/^2 downloaded: /);
    await shell.output.match(/^the end is 0/);
    assertEquals(await folder.names(), ["held", "late"]);
    assert(!shell.output.text.includes("█"), shell.output.text);
  },
);
