import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { commandLine, environment } from "../support/coplay.ts";
import { commandBlocks, documentPaths, readDocument, ROOT } from "../support/documents.ts";
import { OutputLog } from "../support/output_log.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { makeZip } from "../support/zip_writer.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";

/** Commands that a test cannot run, each with the reason. */
const NOT_RUN: readonly [RegExp, string][] = [
  [/ task (?:test|compile)/, "CI runs both; this test is a part of the first"],
  [/^deno install /, "JSR is out of reach of tests; tests/serve/from_registry_test.ts has one"],
  [/^\.ci\/run/, "CI is that"],
  [/^apt |^npm /, "tests install nothing and reach nothing beyond this machine"],
  [/^qemu-aarch64-static /, "it needs a Deno for another processor"],
  [/^parallel /, "it needs GNU parallel; tests/download/input/shard_test.ts runs all the parts"],
];

/** Collects all blocks of commands of all documents, without repetitions. */
async function allBlocks(): Promise<string[]> {
  const texts = await Promise.all((await documentPaths()).map(readDocument));
  return [...new Set(texts.flatMap(commandBlocks))];
}

/** Collects the lines of the blocks that run one by one, without comments. */
async function singleLines(): Promise<string[]> {
  const blocks = (await allBlocks()).filter((block) => !isSession(block));
  const lines = blocks.flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/\s+# .*/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  return [...new Set(lines)].filter((line) => !NOT_RUN.some(([pattern]) => pattern.test(line)));
}

/** Whether the lines of a block depend on each other. */
function isSession(block: string): boolean {
  return /^\w+=.*\n/.test(block.trim());
}

/** Makes a shell script that runs coplay with the permissions of each of its commands. */
function coplayScript(): string {
  const start = (command: string) => {
    const [program, args] = commandLine([command]);
    return `exec ${[program, ...args.slice(0, -1)].map((word) => `'${word}'`).join(" ")} "$@"`;
  };
  return `case $1 in serve) ${start("serve")} ;; *) ${start("download")} ;; esac`;
}

/** A folder with everything that the documents assume: the list, the games, and `coplay` and Deno on the path. */
class Desk implements AsyncDisposable {
  readonly #folder: TempDir;
  readonly #site: ScriptedServer;

  private constructor(folder: TempDir, site: ScriptedServer) {
    this.#folder = folder;
    this.#site = site;
  }

  static async make(): Promise<Desk> {
    const desk = new Desk(await TempDir.make(), await ScriptedServer.start());
    await desk.#fill();
    return desk;
  }

  async #fill(): Promise<void> {
    const game = makeZip([{ name: "index.html", data: "<title>Jam</title>" }]);
    for (const path of ["/a.zip", "/b.png", "/a.png", "/game.zip"]) {
      this.#site.on(path, { body: game, etag: '"1"' });
    }
    await Deno.writeFile(this.path("my-game.zip"), game);
    await this.write("list.txt", `${this.#site.url("/a.png")}\n${this.#site.url("/b.png")}\n`);
    await Deno.mkdir(this.path("my-games/jam"), { recursive: true });
    await this.write("my-games/jam/index.html", "<title>Jam</title>");
    await this.write("token", "2fqj-use2-sxvh-dhjt\n");
    await this.#addProgram("coplay", coplayScript());
    const deno = Deno.execPath();
    await this.#addProgram("deno", `shift; exec '${deno}' task --config='${ROOT}deno.json' "$@"`);
    await this.#addProgram("npx", 'shift 2; exec deno "$@"');
  }

  async #addProgram(name: string, script: string): Promise<void> {
    await Deno.mkdir(this.path("bin"), { recursive: true });
    await this.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    await Deno.chmod(this.path(`bin/${name}`), 0o755);
  }

  path(name: string): string {
    return this.#folder.join(name);
  }

  async write(name: string, text: string): Promise<void> {
    await Deno.writeTextFile(this.path(name), text);
  }

  /** Starts commands in a shell, with the documents' addresses redirected to this machine. */
  start(commands: string): Deno.ChildProcess {
    const led = commands.replaceAll("https://example.org", this.#site.url(""));
    return new Deno.Command("sh", {
      // All processes of the command are in their own group, so that the test can end them together.
      args: ["-c", led],
      detached: true,
      cwd: this.#folder.path,
      env: environment({
        PATH: `${this.path("bin")}:${Deno.env.get("PATH")}`,
        HOME: this.#folder.path,
        XDG_CONFIG_HOME: this.path(".config"),
      }),
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#site[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** Runs a command to its end. */
async function runToEnd(desk: Desk, line: string): Promise<void> {
  const child = desk.start(line);
  await child.stdin.close();
  const { code, stdout, stderr } = await child.output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  assertEquals(code, 0, `${line}\n${text}`);
}

/** Starts a host, waits for its address, and passes that on. */
async function runHost(
  desk: Desk,
  line: string,
  use: (address: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const child = desk.start(line);
  const [stdout, stderr] = [new OutputLog(child.stdout), new OutputLog(child.stderr)];
  const stdin = child.stdin.getWriter();
  try {
    if (!/--game |\|/.test(line)) await stdin.write(new TextEncoder().encode("2048\n"));
    const [address] = await stdout.match(/https?:\/\/[\d.:]+/);
    await use(address);
  } finally {
    Deno.kill(-child.pid, "SIGINT");
    await Promise.all([child.status, stdout.ended, stderr.ended]);
    await stdin.close().catch(() => {});
  }
}

for (const line of await singleLines()) {
  const isHost = /\bserve\b/.test(line) && !line.includes("--help");
  const isShared = line.includes("redis://");
  testUnless(isShared ? lackOf("redis-server") : undefined, `documented: ${line}`, async () => {
    await using desk = await Desk.make();
    await using redis = isShared ? await RedisServer.start() : undefined;
    let ready = line.replace("redis://redis.lan", redis?.url("").replace(/\/$/, "") ?? "");
    if (line.includes("--cert ")) {
      const { cert, key } = await makeTestCertificate();
      await desk.write("cert.pem", cert);
      await desk.write("key.pem", key);
    }
    if (!isHost) return await runToEnd(desk, ready);
    ready = ready.replace(/\bserve \d+/, "serve 0");
    await runHost(desk, ready);
  });
}

/** Opens a page of a player with a name, whom orders may mean. @returns its stream */
async function openPlayer(address: string, name: string): Promise<Response> {
  const stream = await fetch(`${address}/.coplay/events?page=p&path=/games/dxs/`, {
    headers: { accept: "text/event-stream" },
  });
  const named = await fetch(`${address}/.coplay/name?page=p`, { method: "POST", body: name });
  assertEquals((await named.json()).shown, name);
  return stream;
}

Deno.test("documented: a script gives the host its orders, and games", async () => {
  const sessions = (await allBlocks()).filter(isSession);
  assertEquals(sessions.length, 2, "documents have a session with orders and one with games");
  await using desk = await Desk.make();
  await runHost(desk, "coplay serve 0 --game dxs --uploads added", async (address) => {
    const ming = await openPlayer(address, "Ming");
    for (const session of sessions) {
      const led = session.replace(/http:\/\/[\d.:]+/, address).replaceAll("curl ", "curl -sSf ")
        .replace("token-8080", `token-${new URL(address).port}`);
      await runToEnd(desk, `set -e\n${led}`);
    }
    await ming.body?.cancel();
    const state = await (await fetch(`${address}/.coplay/state`)).json();
    assertEquals(state.game.id, "2048");
    assert((await Deno.stat(desk.path("added/my-game/index.html"))).isFile);
  });
});

Deno.test("documented: the version of Deno is the one in CI", async () => {
  const ci = await Deno.readTextFile(join(ROOT, ".ci/run"));
  const [, version] = /deno@([\d.]+)/.exec(ci) ?? [];
  for (const path of await documentPaths()) {
    for (const [, named] of (await readDocument(path)).matchAll(/deno@([\d.]+\d)/g)) {
      assertEquals(named, version, path);
    }
  }
});
